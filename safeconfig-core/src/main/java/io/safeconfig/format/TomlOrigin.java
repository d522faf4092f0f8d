package io.safeconfig.format;

/**
 * What a file mentions a key with.
 */
sealed interface TomlOrigin permits TomlSection, TomlPair {

	TomlKey key();

}
