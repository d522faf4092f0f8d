package io.safeconfig.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.safeconfig.format.ContentEdit.Replace;

/**
 * Content that is edited by replacing ranges of its text. A format says which ranges;
 * this carries the edit out and verifies it.
 */
abstract class SplicedContent implements ConfigContent {

	/** What helps where a comment would be left without what it is about. */
	static final String KEEP_COMMENT = "Give the entry another value instead, or save the text of the file as a whole,"
			+ " without the entry and as the comment shall be then.";

	private final SourceText source;

	private final ConfigLimits limits;

	SplicedContent(SourceText source, ConfigLimits limits) {
		this.source = source;
		this.limits = limits;
	}

	final SourceText source() {
		return this.source;
	}

	final ConfigLimits limits() {
		return this.limits;
	}

	/**
	 * Parse edited text.
	 * @throws ContentException if it is not valid
	 */
	abstract SplicedContent reparse(SourceText edited);

	/**
	 * Return an edit that says the same with values as this format can hold them, such as
	 * a string for a number. What the result says is compared with this edit.
	 * @throws ContentException if the format has nothing of that kind
	 */
	ContentEdit expressible(int document, ContentEdit edit) {
		return edit;
	}

	/**
	 * Tell whether an edit can be planned with others that have nothing to do with its
	 * keys, none of them knowing of the others. Values in different places can always be
	 * replaced together; a format may be able to do more.
	 */
	boolean canBeBatched(ContentEdit edit) {
		return edit instanceof Replace;
	}

	/**
	 * Plan edits that are carried out together, so that a change of many keys is parsed
	 * and verified once.
	 */
	List<Splice> plan(int document, List<ContentEdit> batch) {
		List<Splice> splices = new ArrayList<>();
		batch.forEach((edit) -> splices.addAll(plan(document, edit)));
		return splices;
	}

	/**
	 * Plan one edit, which has a place in the document.
	 * @return the ranges to replace, in any order and not overlapping; none if the text
	 * says already what it shall say
	 * @throws ContentException if the edit cannot be made by replacing text
	 */
	abstract List<Splice> plan(int document, ContentEdit edit);

	/**
	 * Check what the data cannot show, such as comments that must survive.
	 * @throws ContentException if the edit must not be made
	 */
	void verify(SplicedContent edited, int document, List<ContentEdit> edits) {
	}

	@Override
	public final byte[] toBytes() {
		return this.source.toBytes();
	}

	@Override
	public final ConfigContent edit(int document, List<ContentEdit> edits) {
		Objects.checkIndex(document, documents().size());
		SplicedContent content = this;
		EditBatch batch = new EditBatch();
		for (ContentEdit edit : edits) {
			ContentEdit next = expressible(document, edit);
			if (!batch.add(next, canBeBatched(next))) {
				content = content.editTogether(document, batch.edits());
				batch = new EditBatch(next, canBeBatched(next));
			}
		}
		return batch.edits().isEmpty() ? content : content.editTogether(document, batch.edits());
	}

	private SplicedContent editTogether(int document, List<ContentEdit> edits) {
		List<ConfigNode> expected = new ArrayList<>(documents());
		expected.set(document, EditedTree.of(expected.get(document), edits));
		List<Splice> splices = new ArrayList<>(plan(document, edits));
		if (splices.isEmpty()) {
			return requireSame(expected);
		}
		splices.sort(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end));
		SplicedContent edited = verified(splices, expected);
		verify(edited, document, edits);
		return edited;
	}

	private SplicedContent requireSame(List<ConfigNode> expected) {
		if (!documents().equals(expected)) {
			throw this.source.failure(Refusal.UNVERIFIED, 0);
		}
		return this;
	}

	private SplicedContent verified(List<Splice> splices, List<ConfigNode> expected) {
		requireApart(splices);
		SourceText text = this.source.splice(splices, this.limits);
		SplicedContent edited;
		try {
			edited = reparse(text);
		}
		catch (ContentException ex) {
			throw this.source.failure(Refusal.UNREADABLE + ": " + ex.reason(), splices.get(0).start());
		}
		if (!edited.documents().equals(expected)) {
			throw this.source.failure(Refusal.UNVERIFIED, splices.get(0).start());
		}
		return edited;
	}

	/** What lies between ranges that do not overlap is copied, and so stays as it is. */
	private void requireApart(List<Splice> splices) {
		int position = 0;
		for (Splice splice : splices) {
			if (splice.start() < position || splice.end() < splice.start()
					|| splice.end() > this.source.text().length()) {
				throw this.source.failure(Refusal.UNVERIFIED, Math.max(0, splice.start()));
			}
			position = splice.end();
		}
	}

	/** Why an edit that was planned is not made. */
	private static final class Refusal {

		private static final String UNVERIFIED = "the edit cannot be made in place: what it leaves would say something"
				+ " else than it should; nothing was changed";

		private static final String UNREADABLE = "the edit cannot be made in place: what it leaves could not be read"
				+ " again; nothing was changed";

	}

}
