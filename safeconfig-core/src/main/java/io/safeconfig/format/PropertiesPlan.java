package io.safeconfig.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;

/**
 * Plans edits of different keys in one document of a property file. New entries are
 * placed last, among what the other edits leave.
 */
final class PropertiesPlan {

	private final SourceText source;

	private final PropertiesDocument document;

	private final List<Splice> splices = new ArrayList<>();

	private final BitSet removed = new BitSet();

	private final BitSet replaced = new BitSet();

	private final Map<Integer, String> newKeys = new HashMap<>();

	private final boolean raw;

	private PropertiesPlan(SourceText source, PropertiesDocument document, boolean raw) {
		this.raw = raw;
		this.source = source;
		this.document = document;
	}

	/**
	 * Returns the ranges to replace.
	 * @param only whether the document is the only one in the file
	 * @param raw whether whoever reads the file reads characters beyond ASCII
	 * @throws ContentException if an edit cannot be made in place
	 */
	static List<Splice> of(SourceText source, PropertiesDocument document, boolean only, boolean raw,
			List<ContentEdit> batch) {
		PropertiesPlan plan = new PropertiesPlan(source, document, raw);
		List<Add> additions = new ArrayList<>();
		for (ContentEdit edit : batch) {
			if (edit instanceof Add add) {
				additions.add(add);
			}
			else {
				plan.change(PropertiesContent.key(edit), edit);
			}
		}
		if (!only && additions.isEmpty() && plan.removed.cardinality() == document.entries().size()) {
			throw source.failure("the last key of a document cannot be removed: without keys it would be none, and"
					+ " the documents behind it would be counted otherwise", document.end());
		}
		plan.add(additions);
		plan.keepSomeText();
		return plan.splices;
	}

	private void change(String key, ContentEdit edit) {
		int[] indexes = this.document.indexesOf(key);
		if (edit instanceof Replace replace) {
			replace(indexes[0], ((Scalar) replace.value()).text());
		}
		else if (edit instanceof Rename rename) {
			rename(indexes, rename.key());
		}
		else if (edit instanceof Remove) {
			for (int index : indexes) {
				Entry entry = this.document.entries().get(index);
				this.removed.set(index);
				this.splices.add(new Splice(entry.lineStart(), entry.lineEnd(), ""));
			}
		}
	}

	private void replace(int index, String value) {
		Entry entry = this.document.entries().get(index);
		if (entry.value().equals(value)) {
			return;
		}
		String text = this.source.text();
		boolean delimited = !entry.hasSeparator() || entry.hasDelimiter(text);
		boolean readable = this.raw && hasMoreThanAscii(text, entry.valueStart(), entry.valueEnd());
		String written = (entry.hasSeparator() ? "" : "=") + EscapeEncoder.encodeValue(value, delimited, readable);
		int start = value.isEmpty() ? entry.emptyValueStart(text) : entry.valueStart();
		this.replaced.set(index);
		this.splices.add(new Splice(start, entry.valueEnd(), written));
	}

	private static boolean hasMoreThanAscii(String text, int start, int end) {
		return text.substring(start, end).chars().anyMatch((character) -> character > '~');
	}

	private void rename(int[] indexes, String key) {
		Entry entry = this.document.entries().get(indexes[0]);
		if (entry.key().equals(key)) {
			return;
		}
		if (indexes.length > 1) {
			throw this.source.failure("a key that the document has several times cannot be renamed", entry.keyStart());
		}
		boolean bare = key.isEmpty() && !entry.hasDelimiter(this.source.text());
		this.newKeys.put(indexes[0], key);
		this.splices.add(new Splice(entry.keyStart(), entry.keyEnd(), bare ? "=" : EscapeEncoder.encodeKey(key)));
	}

	private void add(List<Add> additions) {
		if (additions.isEmpty()) {
			return;
		}
		NewEntries newEntries = new NewEntries(this.source.text(), this.document.end());
		for (int index = 0; index < this.document.entries().size(); index++) {
			Entry entry = this.document.entries().get(index);
			if (this.removed.get(index)) {
				newEntries.passRemoved(entry);
			}
			else {
				newEntries.pass(entry, this.newKeys.getOrDefault(index, entry.key()), this.replaced.get(index));
			}
		}
		for (Add add : additions) {
			newEntries.add(PropertiesContent.key(add), ((Scalar) add.value()).text());
		}
		this.splices.addAll(newEntries.splices());
	}

	/** A file without a byte would look as if it had been cut off. */
	private void keepSomeText() {
		String text = this.source.text();
		int left = text.length();
		for (Splice splice : this.splices) {
			left += splice.text().length() - (splice.end() - splice.start());
		}
		if (left == 0 && !this.splices.isEmpty()) {
			Splice last = this.splices.remove(this.splices.size() - 1);
			this.splices.add(new Splice(last.start(), last.end(), LineEnds.mostFrequent(text)));
		}
	}

}
