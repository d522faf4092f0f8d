package io.safeconfig.format;

import java.util.Objects;

/**
 * One change of what a document says. Where it leads to nothing, or to what cannot be
 * changed like this, it is refused with an {@link IllegalArgumentException}: it is the
 * caller who knows what is there.
 */
public sealed interface ContentEdit {

	/**
	 * Where the change takes place.
	 * @return the path of the node that is replaced, added, removed or renamed, before
	 * the change
	 */
	NodePath path();

	/**
	 * Returns what a document must say after this change and says nowhere else.
	 * @param root what it says before
	 * @return a new tree that shares all unchanged parts with the given one
	 * @throws IllegalArgumentException if there is no place for this change
	 */
	default ConfigNode applyTo(ConfigNode root) {
		return EditedTree.of(root, this);
	}

	/**
	 * Another value in the place of one that is there.
	 *
	 * @param path an existing node, not the root
	 * @param value the new value
	 */
	record Replace(NodePath path, ConfigNode value) implements ContentEdit {

		/** Refuses null and the root. */
		public Replace {
			requireNotRoot(path);
			Objects.requireNonNull(value, "value must not be null");
		}
	}

	/**
	 * A new key in an existing mapping, or a new item in an existing sequence, in front
	 * of the one that is at this position, or after the last one if none is.
	 *
	 * @param path where the new value will be, not the root
	 * @param value the value
	 */
	record Add(NodePath path, ConfigNode value) implements ContentEdit {

		/** Refuses null and the root. */
		public Add {
			requireNotRoot(path);
			Objects.requireNonNull(value, "value must not be null");
		}
	}

	/**
	 * Away with a key and its value, or with an item.
	 *
	 * @param path an existing node, not the root
	 */
	record Remove(NodePath path) implements ContentEdit {

		/** Refuses null and the root. */
		public Remove {
			requireNotRoot(path);
		}
	}

	/**
	 * Another key for a value that stays as it is, and where it is.
	 *
	 * @param path an existing node in a mapping
	 * @param key the new key, not in that mapping so far
	 */
	record Rename(NodePath path, String key) implements ContentEdit {

		/** Refuses null and what has no key. */
		public Rename {
			requireNotRoot(path);
			Objects.requireNonNull(key, "key must not be null");
			if (!(path.last() instanceof NodePath.Key)) {
				throw new IllegalArgumentException("Only what has a key can be renamed");
			}
		}
	}

	private static void requireNotRoot(NodePath path) {
		if (path.isRoot()) {
			throw new IllegalArgumentException("The root of a document can only be replaced with the document");
		}
	}

}
