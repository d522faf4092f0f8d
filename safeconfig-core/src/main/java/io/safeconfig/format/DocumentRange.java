package io.safeconfig.format;

/**
 * One document of a property file.
 *
 * @param firstEntry the index of its first entry
 * @param endEntry the index after its last entry
 * @param end where the separator line starts that ends it, or the length of the text
 */
record DocumentRange(int firstEntry, int endEntry, int end) {

}
