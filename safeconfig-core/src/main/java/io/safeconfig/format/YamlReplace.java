package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.YamlQuoting.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * Plans to put another value in the place of one.
 */
final class YamlReplace {

	private final YamlLines lines;

	private final YamlSlot slot;

	private final YamlNode node;

	private final YamlWriter writer;

	YamlReplace(YamlSlot slot, YamlWriter writer) {
		this.lines = writer.lines();
		this.slot = slot;
		this.node = slot.node();
		this.writer = writer;
	}

	List<Splice> plan(ConfigNode value) {
		if (this.slot.flow()) {
			return List.of(inFlow(value));
		}
		if (value instanceof Scalar scalar) {
			String block = blockScalar(scalar);
			return inline((block != null) ? block : this.writer.flow(value, Place.VALUE, quotes()), block != null);
		}
		boolean keepsFlow = !this.node.absent() && this.node.inline() && this.node instanceof YamlCollection
				&& !YamlWriter.isEmpty(this.node.data());
		if (keepsFlow || YamlWriter.isEmpty(value)) {
			return inline(this.writer.flow(value, Place.VALUE, ScalarStyle.PLAIN), false);
		}
		return this.node.inline() ? inlineToBlock(value) : blockToBlock(value);
	}

	private ScalarStyle quotes() {
		return (this.node instanceof YamlScalar scalar && !scalar.absent()) ? scalar.style() : siblingQuotes();
	}

	private ScalarStyle siblingQuotes() {
		return this.node.absent() ? YamlStyle.values(this.slot.siblings()) : ScalarStyle.PLAIN;
	}

	private Splice inFlow(ConfigNode value) {
		String text = this.writer.flow(value, Place.FLOW_VALUE, quotes());
		if (this.node.absent() || nothingBehindProps()) {
			return new Splice(this.slot.head(), Math.max(this.slot.head(), this.node.end()), lead() + text);
		}
		return new Splice(this.slot.body(), this.node.end(), text);
	}

	private boolean nothingBehindProps() {
		return this.node.props().present() && this.node.end() <= this.node.props().end();
	}

	private String lead() {
		return this.slot.colon() ? " " : ": ";
	}

	/** Several lines stay or become a block where nothing can go wrong. */
	private @Nullable String blockScalar(Scalar value) {
		YamlScalar old = (this.node instanceof YamlScalar scalar && scalar.block()) ? scalar : null;
		if (!(value.value() instanceof String string) || (old == null && string.stripTrailing().indexOf('\n') < 0)) {
			return null;
		}
		if (!ended() || isQuoted() || (old == null && commented())) {
			return null;
		}
		int indent = (old != null) ? oldIndent() : this.slot.indent() + indentStep();
		if (this.lines.commentedBelow(Math.max(this.slot.head(), this.node.end()), indent)) {
			return null;
		}
		boolean folded = old != null && old.style() == ScalarStyle.FOLDED;
		return YamlLiteral.write(string, folded, (old != null) ? header() : "", indent, this.lines);
	}

	/** A block scalar needs a line end behind it. */
	private boolean ended() {
		return this.lines.end(Math.max(this.slot.head(), this.node.end())) < this.lines.length();
	}

	/** A block scalar would make the comment part of itself. */
	private boolean commented() {
		int before = this.slot.head();
		return this.lines.commented(Math.max(before, this.node.end()))
				|| (!this.node.inline() && this.lines.commented(before));
	}

	private boolean isQuoted() {
		return this.node instanceof YamlScalar scalar
				&& (scalar.style() == ScalarStyle.SINGLE_QUOTED || scalar.style() == ScalarStyle.DOUBLE_QUOTED);
	}

	private int indentStep() {
		return this.slot.item() ? 2 : this.writer.style().step();
	}

	/** What follows the indicators of a block scalar: nothing, or a comment. */
	private String header() {
		int position = this.node.body() + 1;
		while ("+-0123456789".indexOf(this.lines.at(position)) >= 0) {
			position++;
		}
		return this.lines.text().substring(position, Math.max(position, this.lines.end(this.node.body())));
	}

	private int oldIndent() {
		int position = this.lines.next(this.node.body());
		while (position < this.node.end() && this.lines.skipSpaces(position) == this.lines.end(position)) {
			position = this.lines.next(position);
		}
		int minimum = this.slot.indent() + 1;
		return (position < this.node.end()) ? Math.max(minimum, this.lines.indent(position))
				: this.slot.indent() + indentStep();
	}

	private List<Splice> inline(String text, boolean block) {
		if (this.node.absent() || nothingBehindProps()) {
			return List.of(new Splice(this.slot.head(), Math.max(this.slot.head(), this.node.end()), lead() + text));
		}
		if (this.node.inline()) {
			boolean blockBefore = this.node instanceof YamlScalar scalar && scalar.block();
			return List.of(new Splice(this.slot.body(), this.node.end(),
					(blockBefore && !block) ? text + header().stripTrailing() : text));
		}
		int tail = this.lines.end(this.node.end());
		if (this.lines.sameLine(this.slot.head(), this.slot.body())) {
			return List.of(new Splice(this.slot.body(), tail, text));
		}
		return List.of(new Splice(this.slot.head(), this.slot.head(), lead() + text),
				new Splice(this.lines.end(this.slot.head()), tail, ""));
	}

	private List<Splice> inlineToBlock(ConfigNode value) {
		int head = this.slot.head();
		int end = this.node.absent() ? head : Math.max(head, this.node.end());
		boolean header = this.node instanceof YamlScalar scalar && scalar.block();
		String comment = header ? header().stripTrailing() : "";
		if (!this.node.absent() && !this.lines.sameLine(head, this.slot.body())) {
			int column = this.lines.column(this.slot.body());
			return List.of(new Splice(this.slot.body(), end, this.writer.block(value, column)));
		}
		boolean compact = this.slot.item() && comment.isEmpty() && !this.lines.commented(end)
				&& !this.slot.keepsProps();
		if (compact) {
			int start = this.node.absent() ? head : this.slot.body();
			int column = this.lines.column(start) + (this.node.absent() ? 1 : 0);
			return List.of(new Splice(start, end, (this.node.absent() ? " " : "") + this.writer.block(value, column)));
		}
		int indent = this.slot.item() ? this.slot.indent() + 2 : this.writer.childIndent(value, this.slot.indent());
		String block = this.lines.separator() + " ".repeat(indent) + this.writer.block(value, indent);
		List<Splice> splices = new ArrayList<>();
		splices.add(new Splice(head, end, comment));
		int tail = this.lines.end(end);
		int white = this.lines.commented(end) ? tail : end;
		splices.add(new Splice(white, tail, block));
		return splices;
	}

	private List<Splice> blockToBlock(ConfigNode value) {
		int body = this.slot.body();
		int tail = this.lines.end(this.node.end());
		int column = this.lines.column(body);
		if (this.lines.leads(body)) {
			boolean tooShallow = !(value instanceof ConfigNode.Sequence) && !this.slot.item()
					&& column <= this.slot.indent();
			int indent = tooShallow ? this.writer.childIndent(value, this.slot.indent()) : column;
			return List
				.of(new Splice(this.lines.start(body), tail, " ".repeat(indent) + this.writer.block(value, indent)));
		}
		return List.of(new Splice(body, tail, this.writer.block(value, column)));
	}

}
