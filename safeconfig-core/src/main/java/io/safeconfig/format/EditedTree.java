package io.safeconfig.format;

import java.util.List;

import io.safeconfig.format.NodePath.Step;

/**
 * Carries out edits on what a document says. This is what edited text is compared with,
 * so it knows nothing of text.
 */
final class EditedTree {

	private EditedTree() {
	}

	static ConfigNode of(ConfigNode root, ContentEdit edit) {
		return of(root, List.of(edit));
	}

	/** One after the other, at the cost of one copy of each mapping that changes. */
	static ConfigNode of(ConfigNode root, List<ContentEdit> edits) {
		NodeDraft draft = new NodeDraft(root);
		for (ContentEdit edit : edits) {
			change(draft, edit);
		}
		return draft.toNode();
	}

	private static void change(NodeDraft root, ContentEdit edit) {
		List<Step> steps = edit.path().steps();
		NodeDraft holder = root;
		for (Step step : steps.subList(0, steps.size() - 1)) {
			holder = holder.open(step).get(step);
		}
		Step last = edit.path().last();
		holder.open(last).change(last, edit);
	}

}
