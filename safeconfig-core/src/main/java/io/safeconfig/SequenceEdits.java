package io.safeconfig;

import java.util.ArrayList;
import java.util.List;

import io.safeconfig.SequenceAlignment.Step;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath;

/** Makes a sequence another one by as few edits as its comments and layout are worth. */
final class SequenceEdits {

	/** Each edit reads the file again. */
	private static final int MANY = 64;

	private final List<ContentEdit> edits = new ArrayList<>();

	private SequenceEdits() {
	}

	/** The edits after which the sequence at a path equals the wanted one. */
	static List<ContentEdit> become(NodePath path, Sequence present, Sequence wanted, ListEdits lists) {
		if (lists == ListEdits.WHOLE && !present.equals(wanted)) {
			return List.of(new Replace(path, wanted));
		}
		SequenceEdits edits = new SequenceEdits();
		edits.become(path, present, (ConfigNode) wanted);
		boolean many = lists == ListEdits.SHORT && edits.edits.size() > MANY;
		return many ? List.of(new Replace(path, wanted)) : edits.edits;
	}

	private void become(NodePath path, ConfigNode present, ConfigNode wanted) {
		if (present.equals(wanted)) {
			return;
		}
		if (present instanceof Mapping from && wanted instanceof Mapping to && !to.entries().isEmpty()) {
			becomeMapping(path, from, to);
		}
		else if (present instanceof Sequence from && wanted instanceof Sequence to && !from.items().isEmpty()
				&& !to.items().isEmpty()) {
			becomeSequence(path, from, to);
		}
		else {
			this.edits.add(new Replace(path, wanted));
		}
	}

	private void becomeMapping(NodePath path, Mapping present, Mapping wanted) {
		wanted.entries().forEach((key, value) -> {
			ConfigNode old = present.entries().get(key);
			if (old != null) {
				become(path.key(key), old, value);
			}
			else {
				this.edits.add(new Add(path.key(key), value));
			}
		});
		present.entries()
			.keySet()
			.stream()
			.filter((key) -> !wanted.entries().containsKey(key))
			.forEach((key) -> this.edits.add(new Remove(path.key(key))));
	}

	/**
	 * From the last step to the first: so positions before it are those of the file. New
	 * items that stand together come in their order, each behind the one before it.
	 */
	private void becomeSequence(NodePath path, Sequence present, Sequence wanted) {
		List<Step> steps = SequenceAlignment.of(present.items(), wanted.items());
		int behind = present.items().size();
		for (int last = steps.size() - 1; last >= 0; last--) {
			Step step = steps.get(last);
			if (step.isNew()) {
				int first = last;
				while (first > 0 && steps.get(first - 1).isNew()) {
					first--;
				}
				for (int index = first; index <= last; index++) {
					ConfigNode item = wanted.items().get(steps.get(index).wanted());
					this.edits.add(new Add(path.index(behind + index - first), item));
				}
				last = first;
				continue;
			}
			behind = step.present();
			if (step.isGone()) {
				this.edits.add(new Remove(path.index(behind)));
			}
			else {
				become(path.index(behind), present.items().get(behind), wanted.items().get(step.wanted()));
			}
		}
	}

}
