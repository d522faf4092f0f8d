package io.safeconfig.format;

import org.jspecify.annotations.Nullable;

/**
 * Where a node is mentioned: a part of the key of a header or of a pair.
 *
 * @param origin the header or the pair
 * @param part which part of its key
 * @param section the section that the header starts or the pair is in
 * @param inline the inline table that the pair is in; null if it has its own line
 */
record TomlPlace(TomlOrigin origin, int part, TomlSection section, @Nullable TomlItem inline) {

	/** Where the key starts, which no other header or pair has in the same place. */
	int keyStart() {
		return this.origin.key().start();
	}

	TomlPart keyPart() {
		return this.origin.key().parts().get(this.part);
	}

}
