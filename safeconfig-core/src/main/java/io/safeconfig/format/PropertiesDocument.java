package io.safeconfig.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;

/**
 * One document of a property file, with its entries by key.
 */
final class PropertiesDocument {

	private static final int NONE = -1;

	private final List<Entry> entries;

	private final int end;

	private final Map<String, Integer> lastByKey = new HashMap<>();

	/** For each entry the index of the one before it with the same key. */
	private final int[] previous;

	private final Mapping root;

	private PropertiesDocument(List<Entry> entries, int end) {
		this.entries = entries;
		this.end = end;
		this.previous = new int[entries.size()];
		Map<String, ConfigNode> values = new LinkedHashMap<>();
		for (int index = 0; index < entries.size(); index++) {
			Entry entry = entries.get(index);
			Integer before = this.lastByKey.put(entry.key(), index);
			this.previous[index] = (before != null) ? before : NONE;
			values.put(entry.key(), Scalar.of(entry.value()));
		}
		this.root = new Mapping(values);
	}

	static List<PropertiesDocument> allIn(SourceText source) {
		List<Entry> entries = PropertiesScanner.scan(source);
		List<PropertiesDocument> documents = new ArrayList<>();
		for (DocumentRange range : DocumentDivision.of(source.text(), entries)) {
			documents.add(new PropertiesDocument(entries.subList(range.firstEntry(), range.endEntry()), range.end()));
		}
		return documents;
	}

	List<Entry> entries() {
		return this.entries;
	}

	/** Where what is added to the document at its end must stand. */
	int end() {
		return this.end;
	}

	Mapping root() {
		return this.root;
	}

	/**
	 * Returns the indexes of the entries with a key, the one that counts first.
	 */
	int[] indexesOf(String key) {
		int count = 0;
		int[] indexes = new int[1];
		for (int index = this.lastByKey.getOrDefault(key, NONE); index != NONE; index = this.previous[index]) {
			indexes = (count < indexes.length) ? indexes : Arrays.copyOf(indexes, count * 2);
			indexes[count++] = index;
		}
		return Arrays.copyOf(indexes, count);
	}

}
