package io.safeconfig.samples.quickstart;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a merge patch token by token: a tree of numbers would lose how they are written.
 */
final class MergePatchReader {

	private static final JsonFactory JSON = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNameLength(1_000).build())
		.build();

	private final Map<String, String> values = new LinkedHashMap<>();

	private final Set<String> removals = new LinkedHashSet<>();

	MergePatch read(byte[] json) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw Problems.badRequest("A merge patch for a file of keys and values is a JSON object.", null);
			}
			readObject(parser, "");
			if (parser.nextToken() != null) {
				throw Problems.badRequest("The merge patch has content after its JSON object.", null);
			}
			return new MergePatch(this.values, this.removals);
		}
		catch (JacksonException ex) {
			throw Problems.badRequest("The merge patch is not JSON that can be read: " + position(ex), ex);
		}
	}

	private void readObject(JsonParser parser, String prefix) {
		Set<String> members = new HashSet<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String key = prefix + parser.currentName();
			if (!members.add(key)) {
				throw twice(key);
			}
			parser.nextToken();
			readValue(parser, key);
			MergePatch.requireFewKeys(this.values.size() + this.removals.size());
		}
	}

	private void readValue(JsonParser parser, String key) {
		switch (parser.currentToken()) {
			case START_OBJECT -> readObject(parser, key + ".");
			case START_ARRAY -> throw Problems.badRequest("The merge patch gives the key '" + key
					+ "' an array, and the file has nothing to store an array in. Nothing was changed.", null);
			case VALUE_NULL -> this.removals.add(key);
			default -> {
				if (this.values.put(key, parser.getString()) != null) {
					throw twice(key);
				}
			}
		}
	}

	private static RuntimeException twice(String key) {
		return Problems.badRequest("The merge patch names the key '" + key + "' twice. Nothing was changed.", null);
	}

	private static String position(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		return (location != null) ? "see line " + location.getLineNr() + ", column " + location.getColumnNr() + "."
				: "it is nested too deeply, or a name or number is too long.";
	}

}
