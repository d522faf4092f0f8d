package io.safeconfig;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * What a change works on: the content of one file, edited in memory and committed when
 * the change returns. An edit replaces only the bytes that it must; comments, order,
 * spelling, encoding and line ends elsewhere stay as they are.
 * <p>
 * Not thread-safe, and of no use after the change returned. A method that throws has not
 * changed the document.
 */
public final class ConfigDocument implements ConfigValues {

	private static final int ONLY = -1;

	private final String name;

	private final @Nullable ConfigVersion version;

	/** Shared with the views of the single documents in the file. */
	private final DocumentContent content;

	/** Which document in the file this is, {@link #ONLY} for the only one. */
	private final int position;

	private ConfigDocument(String name, @Nullable ConfigVersion version, DocumentContent content, int position) {
		this.name = name;
		this.version = version;
		this.content = content;
		this.position = position;
	}

	/** A document of which the content has been parsed. */
	static ConfigDocument parse(String name, byte[] bytes) {
		ConfigDocument document = new ConfigDocument(name, null, new DocumentContent(name, true, bytes), ONLY);
		document.content.parse();
		return document;
	}

	/** The document of a file, which nobody writes to, or of one that does not exist. */
	static ConfigDocument of(String name, @Nullable StoredFile file) {
		byte[] original = (file != null) ? file.content() : new byte[0];
		return new ConfigDocument(name, (file != null) ? Snapshots.version(file.revision()) : null,
				new DocumentContent(name, file != null, original), ONLY);
	}

	/**
	 * How many documents the file holds: those that {@code #---} divides, as Spring Boot
	 * reads a property file. Keys can be read and changed here if it is one; of several,
	 * choose one with {@link #document(int)}.
	 * @return the number, at least 1
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the content cannot be parsed
	 */
	public int documentCount() {
		return this.content.roots().size();
	}

	/**
	 * One of the documents in the file. What is changed there is changed here.
	 * @param position the position, from 0
	 * @return the document; of the whole file are still its name, version, text and
	 * bytes, and what replaces them
	 * @throws IndexOutOfBoundsException if there is no such document
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the content cannot be parsed
	 */
	public ConfigDocument document(int position) {
		return new ConfigDocument(this.name, this.version, this.content, Objects.checkIndex(position, documentCount()));
	}

	/**
	 * A key may say something else in each document: it is not guessed which is meant.
	 */
	private int position() {
		if (this.position != ONLY) {
			return this.position;
		}
		int count = documentCount();
		if (count > 1) {
			throw new ConfigFormatException(this.name,
					"it holds " + count + " documents, of which one must be chosen with document(position)", 0, 0,
					null);
		}
		return 0;
	}

	private Map<String, ConfigNode> entries() {
		return this.content.entries(position());
	}

	private NodePath require(String key) {
		if (!entries().containsKey(key)) {
			throw new NoSuchElementException("The key to be changed is not in the content; nothing was changed");
		}
		return NodePath.ROOT.key(key);
	}

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * The version of the file that the change stands on.
	 * @return the version; empty if the change creates the file
	 */
	public Optional<ConfigVersion> version() {
		return Optional.ofNullable(this.version);
	}

	/**
	 * Whether the format of this file has keys. If not, only the text and the bytes as a
	 * whole can be read and replaced.
	 * @return {@code true} for {@code .properties}
	 */
	public boolean supportsKeys() {
		return this.content.format().hasKeys();
	}

	@Override
	public Set<String> keys() {
		return Collections.unmodifiableSet(new LinkedHashSet<>(entries().keySet()));
	}

	@Override
	public Optional<String> get(String key) {
		ConfigNode value = entries().get(Objects.requireNonNull(key, "key"));
		return (value instanceof Scalar scalar) ? Optional.of(scalar.text()) : Optional.empty();
	}

	/**
	 * Set a key. An existing entry keeps its place, its spelling and its separator; a new
	 * one takes the style of its neighbours. A key that already has this value keeps
	 * every byte.
	 * @param key the key
	 * @param value the value
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely
	 */
	public void set(String key, String value) {
		boolean present = contains(key);
		NodePath path = NodePath.ROOT.key(key);
		Scalar scalar = Scalar.of(value);
		this.content.edit(position(), present ? new Replace(path, scalar) : new Add(path, scalar));
	}

	/**
	 * Set a key to a number, in plain decimal notation.
	 * @param key the key
	 * @param value the value
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely
	 */
	public void set(String key, Number value) {
		set(key, value.toString());
	}

	/**
	 * Set a key to {@code true} or {@code false}.
	 * @param key the key
	 * @param value the value
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely
	 */
	public void set(String key, boolean value) {
		set(key, Boolean.toString(value));
	}

	/**
	 * Remove a key with all its lines. Comments beside it stay.
	 * @param key the key
	 * @throws NoSuchElementException if the key is absent
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely, as for the last
	 * key of one of several documents: those behind it would be counted otherwise
	 */
	public void remove(String key) {
		this.content.edit(position(), new Remove(require(key)));
	}

	/**
	 * Give a key another name. Its line keeps its place, its separator and its value.
	 * @param key the key
	 * @param newKey the new name
	 * @throws NoSuchElementException if the key is absent
	 * @throws IllegalArgumentException if the new name is taken already
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely, as when the file
	 * holds the key twice
	 */
	public void rename(String key, String newKey) {
		NodePath path = require(key);
		if (!key.equals(newKey)) {
			this.content.edit(position(), new Rename(path, newKey));
		}
	}

	/**
	 * The document as bytes.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.content.bytes();
	}

	/** What a change leaves to be written. */
	byte[] toCommit() {
		return this.content.toCommit();
	}

	/**
	 * The document as UTF-8 text.
	 * @return the text
	 * @throws ConfigFormatException if the bytes are not UTF-8
	 */
	public String text() {
		return Utf8.decode(this.name, bytes());
	}

	/**
	 * Replace the whole document.
	 * @param text the new text, stored as UTF-8
	 * @throws ConfigFormatException if the format cannot parse it
	 */
	public void replaceWith(String text) {
		replaceWith(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Replace the whole document.
	 * @param bytes the new content, copied
	 * @throws ConfigFormatException if the format cannot parse it
	 */
	public void replaceWith(byte[] bytes) {
		this.content.replace(bytes.clone());
	}

}
