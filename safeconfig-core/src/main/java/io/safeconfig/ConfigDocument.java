package io.safeconfig;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.safeconfig.format.ConfigContent;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ContentException;
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

	private final String name;

	private final ConfigFormat format;

	private final @Nullable ConfigVersion version;

	/** What the file held; no longer of account once there is parsed content. */
	private final byte[] original;

	/** Parsed when first needed: a broken file can still be replaced as a whole. */
	private @Nullable ConfigContent content;

	/**
	 * Create a document.
	 * @param version the version of the file, {@code null} if it does not exist
	 * @param original the content of the file, which nobody writes to
	 */
	ConfigDocument(String name, @Nullable ConfigVersion version, byte[] original) {
		this.name = name;
		this.format = ConfigFormat.forFileName(name);
		this.version = version;
		this.original = original;
	}

	/** A document of which the content has been parsed. */
	static ConfigDocument parse(String name, byte[] bytes) {
		ConfigDocument document = new ConfigDocument(name, null, bytes);
		document.content();
		return document;
	}

	private ConfigContent content() {
		if (this.content == null) {
			this.content = translating(() -> this.format.parse(this.original));
		}
		return this.content;
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
		return this.format.hasKeys();
	}

	@Override
	public Set<String> keys() {
		return translating(() -> content().keys());
	}

	@Override
	public Optional<String> get(String key) {
		return translating(() -> Optional.ofNullable(content().get(key)));
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
		translating(() -> {
			content().set(key, value);
			return this;
		});
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
	 * @throws ConfigFormatException if the edit cannot be made safely
	 */
	public void remove(String key) {
		translating(() -> {
			content().remove(key);
			return this;
		});
	}

	/**
	 * The document as bytes.
	 * @return a copy
	 */
	public byte[] bytes() {
		return (this.content != null) ? this.content.toBytes() : this.original.clone();
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
		this.content = translating(() -> this.format.parse(bytes));
	}

	private <T> T translating(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (ContentException ex) {
			throw new ConfigFormatException(this.name, ex.reason(), ex.line(), ex.column(), ex);
		}
	}

}
