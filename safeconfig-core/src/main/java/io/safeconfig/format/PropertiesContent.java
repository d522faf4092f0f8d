package io.safeconfig.format;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;

/**
 * A property file.
 */
final class PropertiesContent extends SplicedContent {

	private static final String NEIGHBOURS = "the edit cannot be made in place: a line beside it would be read"
			+ " otherwise than before; nothing was changed";

	private static final String AMBIGUOUS = "the file is in ISO-8859-1, and what the edit leaves of it would be taken for"
			+ " UTF-8; nothing was changed";

	private static final String NAME_IT = "Name the encoding, with safeconfig.document.properties-encoding=iso-8859-1 or"
			+ " ConfigFormat.properties(PropertiesEncoding.ISO_8859_1).";

	private final PropertiesEncoding encoding;

	private final List<PropertiesDocument> documents;

	private final List<ConfigNode> roots;

	/**
	 * Reads text.
	 * @throws ContentException if an escape in it is malformed
	 */
	PropertiesContent(SourceText source, PropertiesEncoding encoding, ConfigLimits limits) {
		super(source, limits);
		this.encoding = encoding;
		this.documents = PropertiesDocument.allIn(source);
		this.roots = this.documents.stream().map((one) -> (ConfigNode) one.root()).toList();
	}

	@Override
	public List<ConfigNode> documents() {
		return this.roots;
	}

	@Override
	SplicedContent reparse(SourceText edited) {
		return new PropertiesContent(edited, this.encoding, limits());
	}

	@Override
	public Optional<ContentPosition> position(int document, NodePath path) {
		return find(document, path).map((entry) -> source().position(entry.valueStart()));
	}

	private Optional<Entry> find(int document, NodePath path) {
		PropertiesDocument in = this.documents.get(document);
		if (path.steps().size() != 1 || !(path.last() instanceof NodePath.Key key)) {
			return Optional.empty();
		}
		int[] indexes = in.indexesOf(key.name());
		return (indexes.length == 0) ? Optional.empty() : Optional.of(in.entries().get(indexes[0]));
	}

	@Override
	ContentEdit expressible(int document, ContentEdit edit) {
		int offset = find(document, edit.path()).map(Entry::keyStart).orElse(this.documents.get(document).end());
		PropertiesValues values = new PropertiesValues(source(), offset, limits());
		if (edit instanceof Add add) {
			return new Add(add.path(), values.string(add.value()));
		}
		return (edit instanceof Replace replace) ? new Replace(replace.path(), values.string(replace.value())) : edit;
	}

	@Override
	boolean canBeBatched(ContentEdit edit) {
		return true;
	}

	@Override
	List<Splice> plan(int document, ContentEdit edit) {
		return plan(document, List.of(edit));
	}

	@Override
	List<Splice> plan(int document, List<ContentEdit> batch) {
		return PropertiesPlan.of(source(), this.documents.get(document), this.documents.size() == 1,
				this.encoding == PropertiesEncoding.UTF_8, batch);
	}

	/** Also entries that others with the same key hide must say what they said. */
	@Override
	void verify(SplicedContent edited, int document, List<ContentEdit> edits) {
		if (!edited.source().isUtf8() && this.encoding.isUtf8(edited.toBytes())) {
			throw source().failure(AMBIGUOUS, 0, NAME_IT);
		}
		Set<String> keys = new HashSet<>();
		for (ContentEdit edit : edits) {
			keys.add(key(edit));
			if (edit instanceof Rename rename) {
				keys.add(rename.key());
			}
		}
		List<PropertiesDocument> after = ((PropertiesContent) edited).documents;
		for (int index = 0; index < after.size(); index++) {
			Set<String> changed = (index == document) ? keys : Set.of();
			if (!others(this.documents.get(index), changed).equals(others(after.get(index), changed))) {
				throw source().failure(NEIGHBOURS, this.documents.get(document).end());
			}
		}
	}

	private static List<List<String>> others(PropertiesDocument document, Set<String> keys) {
		return document.entries()
			.stream()
			.filter((entry) -> !keys.contains(entry.key()))
			.map((entry) -> List.of(entry.key(), entry.value()))
			.toList();
	}

	static String key(ContentEdit edit) {
		return ((NodePath.Key) edit.path().last()).name();
	}

}
