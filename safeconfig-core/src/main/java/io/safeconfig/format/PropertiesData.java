package io.safeconfig.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a property file with all that is known of them. Nothing changes after
 * construction, and the array must not be changed by others.
 */
final class PropertiesData {

	private final byte[] bytes;

	private final int textStart;

	private final List<Entry> entries;

	private final Map<String, Integer> lastIndexes = new LinkedHashMap<>();

	private final int boundary;

	private PropertiesData(byte[] bytes) {
		this.bytes = bytes;
		this.textStart = TextStart.find(bytes);
		this.entries = Collections.unmodifiableList(PropertiesScanner.scan(bytes, this.textStart));
		this.boundary = DocumentBoundary.find(bytes, this.textStart, this.entries);
		for (int index = 0; index < this.entries.size(); index++) {
			this.lastIndexes.put(this.entries.get(index).key(), index);
		}
	}

	/**
	 * Reads bytes without copying them.
	 * @throws ContentException if the bytes are not those of a property file
	 */
	static PropertiesData of(byte[] bytes) {
		return new PropertiesData(bytes);
	}

	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Returns where the text starts, after a byte order mark if there is one.
	 */
	int textStart() {
		return this.textStart;
	}

	List<Entry> entries() {
		return this.entries;
	}

	Set<String> keys() {
		return this.lastIndexes.keySet();
	}

	/**
	 * Returns the index of the last entry with a key, or {@code null}.
	 */
	@Nullable Integer lastIndexOf(String key) {
		return this.lastIndexes.get(key);
	}

	/**
	 * Returns what the entries say, as a new list that may be changed.
	 */
	List<KeyValue> keyValues() {
		List<KeyValue> keyValues = new ArrayList<>(this.entries.size() + 1);
		this.entries.forEach((entry) -> keyValues.add(entry.keyValue()));
		return keyValues;
	}

	/**
	 * Refuses content that Spring Boot divides into several documents.
	 */
	void requireSingleDocument() {
		if (this.boundary >= 0) {
			throw Lines.failure("keys cannot be read or edited because a separator line divides the file into"
					+ " several documents, and a key may differ between them", this.bytes, this.boundary);
		}
	}

}
