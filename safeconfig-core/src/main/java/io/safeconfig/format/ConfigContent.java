package io.safeconfig.format;

import java.util.NoSuchElementException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The content of one file, parsed and held in memory for editing.
 * <p>
 * An edit changes only the bytes that it must change; comments, order, spacing and line
 * ends elsewhere stay as they are. Each edit is checked before it takes effect: the
 * edited bytes are read again and must hold the expected keys and values. When any method
 * throws, the content is as it was before the call.
 * <p>
 * Content is mutable and not thread-safe. Null arguments are answered with a
 * {@link NullPointerException}.
 */
public interface ConfigContent {

	/**
	 * Returns the content in its present state. Without an edit these are exactly the
	 * parsed bytes.
	 * @return a new array
	 */
	byte[] toBytes();

	/**
	 * Returns the keys in the order in which they first appear in the file.
	 * @return an unmodifiable snapshot that later edits do not change
	 * @throws ContentException if keys cannot be told apart safely in this content
	 * @throws UnsupportedOperationException if the format has no keys
	 */
	Set<String> keys();

	/**
	 * Returns the value of a key. If the file holds the key more than once, the last
	 * value counts.
	 * @param key the key with escapes decoded
	 * @return the value with escapes decoded, or {@code null} if the key is absent
	 * @throws ContentException if keys cannot be told apart safely in this content
	 * @throws UnsupportedOperationException if the format has no keys
	 */
	@Nullable String get(String key);

	/**
	 * Gives a key a value, adding the key if it is absent. If the file holds the key more
	 * than once, only the last entry, the one that counts, is edited. Setting the value
	 * that the key already has changes no byte, however that value is written.
	 * <p>
	 * A new key is placed after the last entry that shares the part of its name before
	 * the first dot, or at the end of the file if there is none, and is laid out like the
	 * entry before it.
	 * @param key the key as it is to be read back
	 * @param value the value as it is to be read back
	 * @throws ContentException if the edit cannot be carried out safely
	 * @throws UnsupportedOperationException if the format has no keys
	 */
	void set(String key, String value);

	/**
	 * Removes a key with all its entries, each with the whole of its lines. Comments
	 * stay.
	 * @param key the key with escapes decoded
	 * @throws NoSuchElementException if the key is absent; its message does not name the
	 * key
	 * @throws ContentException if the edit cannot be carried out safely
	 * @throws UnsupportedOperationException if the format has no keys
	 */
	void remove(String key);

}
