package io.safeconfig.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.safeconfig.format.ContentEdit.Rename;

/**
 * Collects edits that have nothing to do with each other: no two of them concern the same
 * node, or one node that lies in the other.
 */
final class EditBatch {

	private final List<ContentEdit> edits = new ArrayList<>();

	private final Set<NodePath> paths = new HashSet<>();

	private final Set<NodePath> ancestors = new HashSet<>();

	private boolean open = true;

	EditBatch() {
	}

	EditBatch(ContentEdit first, boolean open) {
		add(first, open);
	}

	/**
	 * Adds an edit.
	 * @param together whether it can be carried out with others at all
	 * @return {@code false} if it cannot be carried out with those that are here
	 */
	boolean add(ContentEdit edit, boolean together) {
		List<NodePath> concerned = concerned(edit);
		boolean fits = this.edits.isEmpty()
				|| (together && this.open && concerned.stream().allMatch(this::isIndependent));
		if (fits) {
			this.edits.add(edit);
			this.open = together;
			concerned.forEach(this::remember);
		}
		return fits;
	}

	List<ContentEdit> edits() {
		return this.edits;
	}

	private static List<NodePath> concerned(ContentEdit edit) {
		return (edit instanceof Rename rename) ? List.of(edit.path(), edit.path().parent().key(rename.key()))
				: List.of(edit.path());
	}

	private boolean isIndependent(NodePath path) {
		boolean inside = this.ancestors.contains(path);
		for (NodePath one = path; !inside && !one.isRoot(); one = one.parent()) {
			inside = this.paths.contains(one);
		}
		return !inside;
	}

	private void remember(NodePath path) {
		this.paths.add(path);
		// An ancestor that is known has all of its own known.
		for (NodePath one = path.parent(); !one.isRoot() && this.ancestors.add(one);) {
			one = one.parent();
		}
	}

}
