package io.safeconfig.format;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.NodePath.Step;
import org.jspecify.annotations.Nullable;

/**
 * A node while edits are carried out. It is copied only when something in it changes.
 */
final class NodeDraft {

	/** What is in a mapping or a sequence. */
	interface Children {

		/**
		 * Returns the node to which a step leads.
		 * @throws IllegalArgumentException if it leads to nothing
		 */
		NodeDraft get(Step step);

		/**
		 * Changes the node to which a step leads, or what is there instead.
		 * @throws IllegalArgumentException if there is no place for the change
		 */
		void change(Step step, ContentEdit edit);

		ConfigNode toNode();

	}

	private final ConfigNode node;

	private @Nullable Children children;

	NodeDraft(ConfigNode node) {
		this.node = node;
	}

	/** Goes to what a step of this kind leads into. */
	Children open(Step step) {
		boolean fits = (step instanceof NodePath.Key) ? this.node instanceof Mapping : this.node instanceof Sequence;
		if (!fits) {
			throw new IllegalArgumentException("There is no such node");
		}
		if (this.children == null) {
			this.children = (this.node instanceof Mapping mapping) ? new MappingDraft(mapping)
					: new SequenceDraft((Sequence) this.node);
		}
		return this.children;
	}

	ConfigNode toNode() {
		return (this.children != null) ? this.children.toNode() : this.node;
	}

}
