package io.safeconfig.format;

import java.util.List;

/**
 * The place of a value.
 *
 * @param start where the value would start if nothing was before it: behind the colon or
 * the dash
 * @param colon whether a colon or a dash is there; a key can do without
 * @param flow whether it is in a flow
 * @param item whether it is an item of a sequence
 * @param indent the column of its key or dash
 */
record YamlSlot(YamlNode node, YamlNode parent, int start, boolean colon, boolean flow, boolean item, int indent) {

	static YamlSlot of(YamlMapping parent, YamlEntry entry, YamlLines lines) {
		return new YamlSlot(entry.value(), parent, entry.head(), entry.colon() >= 0, parent.flow(), false,
				lines.column(entry.start()));
	}

	static YamlSlot of(YamlSequence parent, YamlItem item, YamlLines lines) {
		return new YamlSlot(item.value(), parent, item.head(), true, parent.flow(), true, lines.column(item.start()));
	}

	/** Where a new value starts: behind what stays. */
	int head() {
		return keepsProps() ? this.node.props().end() : this.start;
	}

	/** Where the old value starts: what is replaced. */
	int body() {
		return (keepsProps() || !this.node.props().present()) ? this.node.body() : this.node.start();
	}

	/** An anchor stays, a tag goes. */
	boolean keepsProps() {
		return this.node.props().anchor() != null && this.node.props().tag() == null;
	}

	/** Values beside this one. */
	List<YamlNode> siblings() {
		if (this.parent instanceof YamlMapping mapping) {
			return mapping.entries().stream().map(YamlEntry::value).toList();
		}
		return ((YamlSequence) this.parent).items().stream().map(YamlItem::value).toList();
	}

}
