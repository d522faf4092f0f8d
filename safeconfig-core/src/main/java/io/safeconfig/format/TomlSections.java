package io.safeconfig.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;

/**
 * Writes new sections.
 */
final class TomlSections {

	private final TomlOutline outline;

	private final TomlWriter writer;

	TomlSections(TomlOutline outline, TomlWriter writer) {
		this.outline = outline;
		this.writer = writer;
	}

	/** Tell whether a value can be sections of its own. */
	static boolean fits(ConfigNode value) {
		return value instanceof Mapping || (value instanceof Sequence sequence && !sequence.items().isEmpty()
				&& sequence.items().stream().allMatch((item) -> item instanceof Mapping));
	}

	/** Write a table or an array of tables. */
	String write(String key, ConfigNode value, TomlSection like) {
		StringBuilder text = new StringBuilder();
		append(key, value, this.outline.indent(like.start()), TomlStyle.of(this.outline, like), text);
		return text.toString();
	}

	/** Write elements of an array of tables. */
	String elements(String key, List<Mapping> elements, TomlSection like) {
		return write(key, new Sequence(List.copyOf(elements)), like);
	}

	private void append(String key, ConfigNode value, String indent, TomlStyle style, StringBuilder text) {
		if (value instanceof Mapping mapping) {
			append(indent + "[" + key + "]", false, key, mapping, indent, style, text);
			return;
		}
		for (ConfigNode item : ((Sequence) value).items()) {
			append(indent + "[[" + key + "]]", true, key, (Mapping) item, indent, style, text);
		}
	}

	private void append(String header, boolean element, String key, Mapping table, String indent, TomlStyle style,
			StringBuilder text) {
		Map<String, ConfigNode> below = new LinkedHashMap<>();
		StringBuilder pairs = new StringBuilder();
		for (Entry<String, ConfigNode> entry : table.entries().entrySet()) {
			if (fits(entry.getValue())) {
				below.put(entry.getKey(), entry.getValue());
			}
			else {
				String value = this.writer.value(entry.getValue(), style.quotes(), this.outline.text().length());
				pairs.append(this.outline.newline())
					.append(style.indent())
					.append(style.pair(style.key(entry.getKey()), value));
			}
		}
		if (element || below.isEmpty() || !pairs.isEmpty()) {
			text.append(text.isEmpty() ? "" : separator()).append(header).append(pairs);
		}
		below.forEach((name, value) -> append(key + "." + TomlWriter.key(name, ""), value, indent, style, text));
	}

	/** What is between a section and the next one. */
	String separator() {
		return this.outline.newline() + (spaced() ? this.outline.newline() : "");
	}

	/**
	 * Tell whether sections have blank lines between them, or there are not enough to
	 * tell.
	 */
	private boolean spaced() {
		List<TomlSection> headers = this.outline.sections().subList(1, this.outline.sections().size());
		return headers.size() < 2 || headers.stream().anyMatch((section) -> {
			int start = this.outline.blockStart(section);
			return start > 0 && this.outline.isBlank(this.outline.lineStart(start - 1), start);
		});
	}

	/** Where a new section goes that belongs behind another one. */
	int behind(TomlSection section) {
		if (section.start() == this.outline.last().start()) {
			return this.outline.contentEnd();
		}
		int end = this.outline.lineEnd(section.end());
		TomlSection next = this.outline.next(section);
		int limit = this.outline.blockStart(next);
		int line = this.outline.nextLine(end);
		while (line < limit && !this.outline.isBlank(line, this.outline.lineEnd(line))) {
			end = this.outline.lineEnd(line);
			line = this.outline.nextLine(line);
		}
		return end;
	}

	/** Insert sections behind another one. */
	Splice insert(TomlSection behind, String sections) {
		int position = behind(behind);
		if (position == 0) {
			return new Splice(0, 0, sections + this.outline.newline());
		}
		return new Splice(position, position, separator() + sections);
	}

	/** Insert text above a header and the comments that belong to it. */
	Splice insertAbove(TomlSection section, String text) {
		int position = this.outline.blockStart(section);
		return new Splice(position, position, text + separator());
	}

}
