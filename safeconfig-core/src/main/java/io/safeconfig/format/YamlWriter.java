package io.safeconfig.format;

import java.util.Map;
import java.util.StringJoiner;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.YamlQuoting.Place;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * Writes new values.
 *
 * @param literals whether strings of several lines may become block scalars
 * @param offset where the edit takes place, for messages
 */
record YamlWriter(YamlLines lines, YamlQuoting quoting, YamlStyle style, boolean literals, int offset) {

	/** A block scalar needs a line end behind it. */
	YamlWriter withLiteralsBefore(int end) {
		boolean ended = this.lines.end(end) < this.lines.length();
		return new YamlWriter(this.lines, this.quoting, this.style, ended, this.offset);
	}

	static boolean isEmpty(ConfigNode value) {
		return (value instanceof Mapping mapping && mapping.entries().isEmpty())
				|| (value instanceof Sequence sequence && sequence.items().isEmpty());
	}

	/** In one line. */
	String flow(ConfigNode value, Place place, ScalarStyle quotes) {
		if (value instanceof Scalar scalar) {
			return this.quoting.write(scalar, place, quotes, this.offset);
		}
		if (value instanceof Sequence sequence) {
			StringJoiner items = new StringJoiner(", ", "[", "]");
			sequence.items().forEach((item) -> items.add(flow(item, Place.FLOW_VALUE, ScalarStyle.PLAIN)));
			return items.toString();
		}
		StringJoiner entries = new StringJoiner(", ", "{", "}");
		((Mapping) value).entries()
			.forEach((key, item) -> entries.add(key(key, Place.FLOW_KEY, ScalarStyle.PLAIN) + ": "
					+ flow(item, Place.FLOW_VALUE, ScalarStyle.PLAIN)));
		return entries.toString();
	}

	String key(String name, Place place, ScalarStyle quotes) {
		return this.quoting.write(Scalar.of(name), place, quotes, this.offset);
	}

	/** A mapping or a sequence that is not empty; the first line is not indented. */
	String block(ConfigNode value, int indent) {
		StringJoiner text = new StringJoiner(this.lines.separator() + " ".repeat(indent));
		if (value instanceof Sequence sequence) {
			sequence.items().forEach((item) -> text.add(item(item, indent, " ", ScalarStyle.PLAIN)));
		}
		else {
			for (Map.Entry<String, ConfigNode> entry : ((Mapping) value).entries().entrySet()) {
				String key = key(entry.getKey(), Place.KEY, ScalarStyle.PLAIN);
				text.add(entry(key, ": ", entry.getValue(), indent, ScalarStyle.PLAIN));
			}
		}
		return text.toString();
	}

	/** An entry of a block mapping. */
	String entry(String key, String separator, ConfigNode value, int indent, ScalarStyle quotes) {
		if (value instanceof Scalar || isEmpty(value)) {
			return key + separator + scalar(value, indent + this.style.step(), quotes);
		}
		int deeper = childIndent(value, indent);
		return key + separator.stripTrailing() + this.lines.separator() + " ".repeat(deeper) + block(value, deeper);
	}

	/** An item of a block sequence. */
	String item(ConfigNode value, int indent, String gap, ScalarStyle quotes) {
		int deeper = indent + 1 + gap.length();
		if (value instanceof Scalar || isEmpty(value)) {
			return "-" + gap + scalar(value, deeper, quotes);
		}
		return "-" + gap + block(value, deeper);
	}

	/** Where a mapping or sequence starts under a key. */
	int childIndent(ConfigNode value, int indent) {
		return indent + ((value instanceof Sequence) ? this.style.sequenceStep() : this.style.step());
	}

	/** What can follow a key in its line, and as a block scalar below. */
	String scalar(ConfigNode value, int indent, ScalarStyle quotes) {
		if (this.literals && value instanceof Scalar scalar && scalar.value() instanceof String string
				&& string.stripTrailing().indexOf('\n') >= 0) {
			String literal = YamlLiteral.write(string, false, "", indent, this.lines);
			if (literal != null) {
				return literal;
			}
		}
		return flow(value, Place.VALUE, quotes);
	}

}
