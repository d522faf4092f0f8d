package io.safeconfig.format;

import io.safeconfig.format.YamlNode.Props;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Finds what the marks of the parser do not say: where a node starts behind its anchor
 * and tag, where colons are, and where blank lines behind a block scalar start.
 */
final class YamlMarks {

	private final YamlLines lines;

	YamlMarks(YamlLines lines) {
		this.lines = lines;
	}

	Props props(int start, @Nullable String anchor, @Nullable String tag) {
		int count = ((anchor != null) ? 1 : 0) + ((tag != null) ? 1 : 0);
		int end = start;
		for (int index = 0; index < count; index++) {
			end = word((index == 0) ? start : this.lines.skipBlank(end));
		}
		int body = (count == 0) ? start : this.lines.skipBlank(end);
		return new Props(start, end, Math.max(end, body), anchor, tag);
	}

	private int word(int start) {
		int end = start;
		boolean verbatim = this.lines.at(start + 1) == '<';
		while (end < this.lines.length() && !Character.isWhitespace(this.lines.at(end))
				&& (verbatim || ",[]{}".indexOf(this.lines.at(end)) < 0)) {
			if (verbatim && this.lines.at(end) == '>') {
				return end + 1;
			}
			end++;
		}
		return end;
	}

	/** Blank lines behind a block scalar are kept with the text that follows. */
	int scalarEnd(ScalarEvent event, int body, int end) {
		if (body > end) {
			return end;
		}
		boolean block = event.getScalarStyle() == ScalarStyle.LITERAL || event.getScalarStyle() == ScalarStyle.FOLDED;
		int inner = end;
		while (block && inner > body && Character.isWhitespace(this.lines.at(inner - 1))) {
			inner--;
		}
		return block ? Math.min(end, Math.max(inner, lastTextEnd(inner, end))) : end;
	}

	/** White space at the end of the last line belongs to it. */
	private int lastTextEnd(int inner, int end) {
		return Math.min(this.lines.end(inner), end);
	}

	/** Skip to the next entry of a mapping. */
	int skipSeparators(int offset) {
		int position = this.lines.skipBlank(offset);
		while (this.lines.at(position) == ',') {
			position = this.lines.skipBlank(position + 1);
		}
		return position;
	}

	boolean question(int offset, int keyStart) {
		return offset < keyStart && this.lines.at(offset) == '?';
	}

	int colon(int keyEnd) {
		int position = this.lines.skipBlank(keyEnd);
		return (this.lines.at(position) == ':') ? position : -1;
	}

	/** A scalar as it is read; of any other key, what is written. */
	String name(YamlNode key) {
		YamlNode node = (key instanceof YamlAlias alias) ? alias.target() : key;
		if (node instanceof YamlScalar scalar) {
			return scalar.data().text();
		}
		return this.lines.text().substring(node.body(), node.end());
	}

}
