package io.safeconfig.format;

/**
 * One part of a dotted key.
 *
 * @param start where it starts, with its quote
 * @param end where it ends, behind its quote
 * @param name what it says, without quotes and with escapes decoded
 */
record TomlPart(int start, int end, String name) {

}
