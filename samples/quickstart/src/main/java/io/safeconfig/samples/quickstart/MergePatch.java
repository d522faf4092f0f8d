package io.safeconfig.samples.quickstart;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.safeconfig.ConfigDocument;

/**
 * A JSON Merge Patch (RFC 7396) for a file of keys and values. The object of the RFC is
 * the file whose dotted keys are read as nested objects:
 * <ul>
 * <li>A nested object and a dotted name say the same: <code>{"a": {"b": 1}}</code> and
 * <code>{"a.b": 1}</code> both set {@code a.b}.
 * <li>{@code null} removes the key and everything beneath it: <code>{"a": null}</code>
 * removes {@code a}, {@code a.b} and {@code a.b.c}. What is absent already is no error.
 * <li>A file may hold {@code a} and {@code a.b} side by side, which no JSON object can.
 * To set one of them leaves the other as it is.
 * <li>Text, numbers and truth values are stored as they are written: {@code 1.0} stays
 * {@code 1.0}. There is nothing to store an array in.
 * </ul>
 * What a patch does not name keeps every byte.
 */
final class MergePatch {

	/** The media type of patches. */
	static final String MEDIA_TYPE = "application/merge-patch+json";

	private static final int MOST_KEYS = 1_000;

	private final Map<String, String> values;

	private final Set<String> removals;

	MergePatch(Map<String, String> values, Set<String> removals) {
		this.values = new LinkedHashMap<>(values);
		this.removals = new LinkedHashSet<>(removals);
	}

	/** Read a patch; one that is none is answered with 400. */
	static MergePatch parse(byte[] json) {
		return new MergePatchReader().read(json);
	}

	/** Each key is an edit, and all of them are made while the lock is held. */
	static void requireFewKeys(int keys) {
		if (keys > MOST_KEYS) {
			throw Problems.tooLarge("A merge patch may change at most " + MOST_KEYS + " keys. Nothing was changed.");
		}
	}

	/** Removals come first, so that the order of the members does not matter. */
	void applyTo(ConfigDocument document) {
		if (!document.supportsKeys()) {
			throw Problems.unsupportedMediaType("'" + document.name()
					+ "' has no keys that a patch could change. Replace it as a whole with PUT. Nothing was changed.");
		}
		List<String> removed = document.keys().stream().filter(this::isRemoved).toList();
		requireFewKeys(removed.size());
		removed.forEach(document::remove);
		this.values.forEach(document::set);
	}

	/** A key that gets a value is not removed first: it keeps its place. */
	private boolean isRemoved(String key) {
		return !this.values.containsKey(key)
				&& this.removals.stream().anyMatch((removed) -> key.equals(removed) || key.startsWith(removed + "."));
	}

}
