package io.safeconfig.format;

/**
 * A key with its value, on a line or in an inline table.
 *
 * @param key the key
 * @param value the value
 */
record TomlPair(TomlKey key, TomlItem value) implements TomlOrigin {

}
