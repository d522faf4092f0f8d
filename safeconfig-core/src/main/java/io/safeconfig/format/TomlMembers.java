package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Inserts into an array or an inline table.
 */
final class TomlMembers {

	private static final String DEFAULT_INDENT = "  ";

	private final TomlOutline outline;

	private final TomlItem item;

	private final List<TomlMember> members;

	TomlMembers(TomlOutline outline, TomlItem item) {
		this.outline = outline;
		this.item = item;
		this.members = item.members();
	}

	/** Insert in front of the member at a position, or behind the last one. */
	List<Splice> insert(int position, List<String> texts) {
		if (texts.isEmpty()) {
			return List.of();
		}
		if (this.members.isEmpty()) {
			return List.of(fill(texts));
		}
		if (position == this.members.size()) {
			return append(texts);
		}
		TomlMember next = this.members.get(position);
		boolean line = startsLine(next) && (position == 0 || startsLine(this.members.get(position - 1)));
		if (line) {
			int above = (position == 0) ? this.item.start() : this.members.get(position - 1).comma();
			String start = this.outline.newline() + this.outline.indent(next.start());
			return List.of(insertion(this.outline.lineEnd(above), start + String.join("," + start, texts) + ","));
		}
		String gap = "," + gap();
		return List.of(insertion(next.start(), String.join(gap, texts) + gap));
	}

	private Splice fill(List<String> texts) {
		int start = this.item.start() + 1;
		int end = this.item.end() - 1;
		String inner = this.outline.text().substring(start, end);
		if (inner.indexOf('\n') < 0) {
			String pad = (this.item.kind() == TomlItem.Kind.INLINE) ? " " : "";
			return new Splice(start, end, pad + String.join(", ", texts) + pad);
		}
		int close = this.outline.lineStart(end);
		int above = this.outline.lineEnd(this.outline.lineStart(close - 1));
		int comment = this.outline.lineStart(above);
		String indent = (comment > start) ? this.outline.indent(above) : this.outline.indent(end) + DEFAULT_INDENT;
		String line = this.outline.newline() + indent;
		return insertion(above, line + String.join("," + line, texts) + ",");
	}

	private List<Splice> append(List<String> texts) {
		TomlMember last = this.members.get(this.members.size() - 1);
		String gap = startsLine(last) ? this.outline.newline() + this.outline.indent(last.start()) : gap();
		String text = gap + String.join("," + gap, texts);
		int position = startsLine(last) ? lineEnd(last) : last.fullEnd();
		if (last.hasComma()) {
			return List.of(insertion(position, text + ","));
		}
		if (position == last.end()) {
			return List.of(insertion(position, "," + text));
		}
		return List.of(insertion(last.end(), ","), insertion(position, text));
	}

	/** Where the line of a member ends, unless the array or table ends before. */
	private int lineEnd(TomlMember last) {
		int end = this.outline.lineEnd(last.fullEnd());
		return (end < this.item.end()) ? end : last.fullEnd();
	}

	/** The blanks between the first two members. */
	private String gap() {
		if (this.members.size() > 1) {
			int start = this.members.get(0).comma() + 1;
			int end = this.members.get(1).start();
			String gap = this.outline.text().substring(start, end);
			if (gap.isBlank() && gap.indexOf('\n') < 0) {
				return gap;
			}
		}
		return " ";
	}

	private boolean startsLine(TomlMember member) {
		return this.outline.isBlank(this.outline.lineStart(member.start()), member.start());
	}

	private static Splice insertion(int position, String text) {
		return new Splice(position, position, text);
	}

	/** The texts of pairs, written as the last pair of this inline table. */
	List<String> pairs(TomlWriter writer, Map<String, ConfigNode> entries, String prefix) {
		List<String> texts = new ArrayList<>();
		TomlPair like = this.members.isEmpty() ? null : this.members.get(this.members.size() - 1).pair();
		String text = this.outline.text();
		String gap = (like != null) ? text.substring(like.key().end(), like.value().start()) : " = ";
		entries.forEach((key, value) -> texts
			.add(prefix + TomlWriter.key(key, "") + gap + writer.value(value, TomlQuotes.BASIC, this.item.start())));
		return texts;
	}

}
