package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a node is: the exact keys and positions that lead to it from the root of its
 * document. Nothing is parsed and nothing is relaxed.
 *
 * @param steps the steps from the root; none for the root itself
 */
public record NodePath(List<Step> steps) {

	/** The root of a document. */
	public static final NodePath ROOT = new NodePath(List.of());

	/** Keeps a copy. */
	public NodePath {
		steps = List.copyOf(steps);
	}

	/** One step, from a mapping or a sequence to what is in it. */
	public sealed interface Step {

	}

	/**
	 * The step into a mapping.
	 *
	 * @param name the key, exactly as {@link ConfigNode.Mapping} has it
	 */
	public record Key(String name) implements Step {

		/** Refuses null. */
		public Key {
			Objects.requireNonNull(name, "name must not be null");
		}
	}

	/**
	 * The step into a sequence.
	 *
	 * @param position the position, counted from 0
	 */
	public record Index(int position) implements Step {

		/** Refuses what no sequence has. */
		public Index {
			Objects.checkIndex(position, Integer.MAX_VALUE);
		}
	}

	/**
	 * Goes on to the value of a key.
	 * @param name the key
	 * @return a new path
	 */
	public NodePath key(String name) {
		return with(new Key(name));
	}

	/**
	 * Goes on to an item.
	 * @param position the position, counted from 0
	 * @return a new path
	 */
	public NodePath index(int position) {
		return with(new Index(position));
	}

	private NodePath with(Step step) {
		List<Step> longer = new ArrayList<>(this.steps);
		longer.add(step);
		return new NodePath(longer);
	}

	/**
	 * Tells whether this is the root.
	 * @return {@code true} if there are no steps
	 */
	public boolean isRoot() {
		return this.steps.isEmpty();
	}

	/**
	 * Goes back by one step.
	 * @return the path of the node that holds this one
	 * @throws IllegalStateException if this is the root
	 */
	public NodePath parent() {
		requireStep();
		return new NodePath(this.steps.subList(0, this.steps.size() - 1));
	}

	/**
	 * Returns the last step.
	 * @return the step from the parent to this node
	 * @throws IllegalStateException if this is the root
	 */
	public Step last() {
		requireStep();
		return this.steps.get(this.steps.size() - 1);
	}

	/**
	 * Tells whether this path leads through another one, or is the same.
	 * @param other the other path
	 * @return {@code true} if the other path is the beginning of this one
	 */
	public boolean startsWith(NodePath other) {
		int length = other.steps.size();
		return this.steps.size() >= length && this.steps.subList(0, length).equals(other.steps);
	}

	private void requireStep() {
		if (this.steps.isEmpty()) {
			throw new IllegalStateException("The root has no parent");
		}
	}

}
