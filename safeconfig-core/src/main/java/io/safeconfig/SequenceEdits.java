package io.safeconfig;

import java.util.ArrayList;
import java.util.List;

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

	private final List<ContentEdit> edits = new ArrayList<>();

	private SequenceEdits() {
	}

	/** The edits after which the sequence at a path equals the wanted one. */
	static List<ContentEdit> become(NodePath path, Sequence present, Sequence wanted) {
		SequenceEdits edits = new SequenceEdits();
		edits.become(path, present, (ConfigNode) wanted);
		return edits.edits;
	}

	private void become(NodePath path, ConfigNode present, ConfigNode wanted) {
		if (present.equals(wanted)) {
			return;
		}
		if (present instanceof Mapping from && wanted instanceof Mapping to && !to.entries().isEmpty()) {
			becomeMapping(path, from, to);
		}
		else if (present instanceof Sequence from && wanted instanceof Sequence to && !to.items().isEmpty()) {
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

	private void becomeSequence(NodePath path, Sequence present, Sequence wanted) {
		int common = Math.min(present.items().size(), wanted.items().size());
		for (int index = 0; index < common; index++) {
			become(path.index(index), present.items().get(index), wanted.items().get(index));
		}
		for (int index = present.items().size() - 1; index >= common; index--) {
			this.edits.add(new Remove(path.index(index)));
		}
		for (int index = common; index < wanted.items().size(); index++) {
			this.edits.add(new Add(path.index(index), wanted.items().get(index)));
		}
	}

}
