package io.safeconfig.format;

/**
 * What an entry says, wherever it is written.
 *
 * @param key the decoded key
 * @param value the decoded value
 */
record KeyValue(String key, String value) {

}
