package io.safeconfig.format;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Creates parsers that keep the limits.
 */
final class JsonParsers {

	private JsonParsers() {
	}

	static JsonParser create(String text, ConfigLimits limits, boolean commented) {
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(constraints(limits))
			// Keys of a file that anybody may write have no place in tables of the JVM.
			.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
			.configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, commented)
			.configure(JsonReadFeature.ALLOW_TRAILING_COMMA, commented)
			.build();
		return factory.createParser(ObjectReadContext.empty(), text.toCharArray());
	}

	private static StreamReadConstraints constraints(ConfigLimits limits) {
		return StreamReadConstraints.builder()
			// One more than allowed, so that the reader itself notices and says so.
			.maxNestingDepth((limits.depth() < Integer.MAX_VALUE) ? limits.depth() + 1 : limits.depth())
			.maxNumberLength(limits.numberLength())
			.maxStringLength(limits.bytes())
			.maxNameLength(limits.bytes())
			.maxDocumentLength(limits.bytes())
			.build();
	}

}
