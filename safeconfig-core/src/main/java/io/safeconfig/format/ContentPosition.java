package io.safeconfig.format;

/**
 * A place in a file.
 *
 * @param line the line, counted from 1
 * @param column the column, counted from 1, as in {@link ContentException}
 */
public record ContentPosition(int line, int column) {

}
