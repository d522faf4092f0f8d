package io.safeconfig.format;

import org.jspecify.annotations.Nullable;

/**
 * A node where the text has it. Immutable but for the count of aliases, which is complete
 * when the document is.
 */
abstract sealed class YamlNode permits YamlScalar, YamlCollection, YamlAlias {

	private final Props props;

	private final int end;

	private int aliases;

	YamlNode(Props props, int end) {
		this.props = props;
		this.end = end;
	}

	/**
	 * Anchor and tag, and where they are.
	 *
	 * @param start where the node starts, with anchor and tag
	 * @param end where anchor and tag end; the start if there are none
	 * @param body where the node starts without them
	 */
	record Props(int start, int end, int body, @Nullable String anchor, @Nullable String tag) {

		static Props none(int start) {
			return new Props(start, start, start, null, null);
		}

		boolean present() {
			return this.anchor != null || this.tag != null;
		}

	}

	/** How much of the tree is below, aliases followed. */
	record Extent(long size, int height) {

		static final Extent SINGLE = new Extent(1, 0);

	}

	abstract ConfigNode data();

	abstract Extent extent();

	/** Where the text ends, with blank lines that belong to the value. */
	int outerEnd() {
		return this.end;
	}

	/**
	 * In a flow, or a scalar that is not a block: all of it can be replaced on the spot.
	 */
	boolean inline() {
		return true;
	}

	/** Nothing at all is written here. */
	boolean absent() {
		return false;
	}

	final Props props() {
		return this.props;
	}

	final int start() {
		return this.props.start();
	}

	final int body() {
		return this.props.body();
	}

	/** Where the text ends, without white space, comments and line end behind it. */
	final int end() {
		return this.end;
	}

	final void addAlias() {
		this.aliases++;
	}

	final boolean shared() {
		return this.aliases > 0;
	}

}
