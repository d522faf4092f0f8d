package io.safeconfig.samples.quickstart;

import io.safeconfig.ConfigDocument;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigLimits;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ContentException;

/**
 * A JSON Merge Patch (RFC 7396) for a file of keys and values. What a patch does not name
 * keeps every byte. Of a property file, the object of the RFC is the file whose dotted
 * keys are read as nested objects:
 * <ul>
 * <li>A nested object and a dotted name say the same: <code>{"a": {"b": 1}}</code> and
 * <code>{"a.b": 1}</code> both set {@code a.b}.
 * <li>{@code null} removes the key and everything beneath it: <code>{"a": null}</code>
 * removes {@code a}, {@code a.b} and {@code a.b.c}. What is absent already is no error.
 * <li>A file may hold {@code a} and {@code a.b} side by side, which no JSON object can.
 * To set one of them leaves the other as it is.
 * </ul>
 *
 * @param root the object
 */
record MergePatch(Mapping root) {

	/** The media type of patches. */
	static final String MEDIA_TYPE = "application/merge-patch+json";

	private static final int MOST_KEYS = 1_000;

	private static final ConfigLimits LIMITS = new ConfigLimits(Integer.MAX_VALUE, 32, 0, 1_000);

	/** Read a patch; one that is none is answered with 400. */
	static MergePatch parse(byte[] json) {
		ConfigNode root;
		try {
			root = ConfigFormat.json().parse(json, LIMITS).documents().get(0);
		}
		catch (ContentException ex) {
			throw Problems.badRequest("The merge patch is not JSON that can be read: " + ex.reason() + " at line "
					+ ex.line() + ", column " + ex.column() + ". Nothing was changed.", ex);
		}
		if (!(root instanceof Mapping mapping)) {
			throw Problems.badRequest("A merge patch for a file of keys and values is a JSON object.", null);
		}
		if (count(mapping) > MOST_KEYS) {
			throw Problems.tooLarge("A merge patch may change at most " + MOST_KEYS + " keys. Nothing was changed.");
		}
		return new MergePatch(mapping);
	}

	/** All keys are edited while the lock is held. */
	private static int count(ConfigNode node) {
		return (node instanceof Mapping mapping) ? mapping.entries().values().stream().mapToInt(MergePatch::count).sum()
				: 1;
	}

	void applyTo(ConfigDocument document) {
		if (!document.supportsKeys()) {
			throw Problems.unsupportedMediaType("'" + document.name()
					+ "' has no keys that a patch could change. Replace it as a whole with PUT. Nothing was changed.");
		}
		try {
			document.mergePatch(this.root);
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest(ex.getMessage() + ". Nothing was changed.", ex);
		}
	}

}
