package io.safeconfig.format;

/**
 * Replaces a range of text.
 *
 * @param start where the range starts
 * @param end where the range ends; the start if the text is only inserted
 * @param text what takes the place of the range
 */
record Splice(int start, int end, String text) {

}
