package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath.Index;
import io.safeconfig.format.NodePath.Step;

/**
 * A sequence while edits are carried out.
 */
final class SequenceDraft implements NodeDraft.Children {

	private final List<NodeDraft> items = new ArrayList<>();

	SequenceDraft(Sequence sequence) {
		sequence.items().forEach((item) -> this.items.add(new NodeDraft(item)));
	}

	@Override
	public NodeDraft get(Step step) {
		return this.items.get(position(step, this.items.size()));
	}

	@Override
	public void change(Step step, ContentEdit edit) {
		if (edit instanceof Add add) {
			this.items.add(position(step, this.items.size() + 1), new NodeDraft(add.value()));
			return;
		}
		int position = position(step, this.items.size());
		if (edit instanceof Replace replace) {
			this.items.set(position, new NodeDraft(replace.value()));
		}
		else {
			this.items.remove(position);
		}
	}

	@Override
	public ConfigNode toNode() {
		return new Sequence(this.items.stream().map(NodeDraft::toNode).toList());
	}

	private static int position(Step step, int size) {
		int position = ((Index) step).position();
		if (position >= size) {
			throw new IllegalArgumentException("There is no such position");
		}
		return position;
	}

}
