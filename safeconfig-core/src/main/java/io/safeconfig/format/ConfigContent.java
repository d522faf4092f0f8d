package io.safeconfig.format;

import java.util.List;
import java.util.Optional;

/**
 * The content of one file, parsed.
 * <p>
 * Content is immutable: an edit returns new content and leaves this one as it is. It
 * changes only the bytes that it must change; comments, order, spacing, quotes and line
 * ends elsewhere stay. Each edit is verified before it is returned: the new bytes have
 * been parsed again, say exactly what the edit makes of the old data, and are the old
 * bytes outside the ranges that the edit had to touch.
 * <p>
 * Null arguments are answered with a {@link NullPointerException}. Implementations are
 * safe for use by several threads at once.
 */
public interface ConfigContent {

	/**
	 * Returns the content as bytes. Without an edit these are exactly the parsed ones.
	 * @return a new array
	 */
	byte[] toBytes();

	/**
	 * Returns what the documents in this file say. Most files have one.
	 * @return the root of each document, in the order of the file; at least one
	 * @throws UnsupportedOperationException if the format has no keys
	 */
	List<ConfigNode> documents();

	/**
	 * Changes a document. Either all edits are carried out or none.
	 * @param document the position of the document in {@link #documents()}
	 * @param edits what to change, one after the other: each one finds what the one
	 * before has left
	 * @return new content
	 * @throws ContentException if an edit cannot be carried out safely, with the reason
	 * @throws IllegalArgumentException if an edit has no place in the document
	 * @throws IndexOutOfBoundsException if there is no such document
	 * @throws UnsupportedOperationException if the format has no keys
	 */
	ConfigContent edit(int document, List<ContentEdit> edits);

	/**
	 * Returns where a value begins, for messages.
	 * @param document the position of the document in {@link #documents()}
	 * @param path an existing node
	 * @return the position; empty if this format does not know
	 */
	default Optional<ContentPosition> position(int document, NodePath path) {
		return Optional.empty();
	}

}
