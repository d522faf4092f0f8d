package io.safeconfig;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.safeconfig.format.ConfigContent;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ContentException;

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

	private ConfigContent content;

	private ConfigDocument(String name, ConfigFormat format, ConfigContent content) {
		this.name = name;
		this.format = format;
		this.content = content;
	}

	static ConfigDocument parse(String name, byte[] bytes) {
		ConfigFormat format = ConfigFormat.forFileName(name);
		return new ConfigDocument(name, format, translating(name, () -> format.parse(bytes)));
	}

	@Override
	public String name() {
		return this.name;
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
		return translating(this.name, this.content::keys);
	}

	@Override
	public Optional<String> get(String key) {
		return translating(this.name, () -> Optional.ofNullable(this.content.get(key)));
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
		translating(this.name, () -> {
			this.content.set(key, value);
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
		translating(this.name, () -> {
			this.content.remove(key);
			return this;
		});
	}

	/**
	 * The document as bytes.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.content.toBytes();
	}

	/**
	 * The document as UTF-8 text.
	 * @return the text
	 * @throws ConfigFormatException if the bytes are not UTF-8
	 */
	public String text() {
		return Utf8.decode(this.name, this.content.toBytes());
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
		this.content = translating(this.name, () -> this.format.parse(bytes));
	}

	private static <T> T translating(String name, Supplier<T> call) {
		try {
			return call.get();
		}
		catch (ContentException ex) {
			throw new ConfigFormatException(name, ex.reason(), ex.line(), ex.column(), ex);
		}
	}

}
