package io.safeconfig;

import java.nio.charset.Charset;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The committed content of one configuration file at one moment, whole. Immutable and
 * thread-safe; later changes of the file do not show. The content is parsed when a value
 * is first asked for.
 */
public final class ConfigSnapshot extends DelegatingValues {

	private final String name;

	private final byte[] bytes;

	private final ConfigVersion version;

	private final Instant modified;

	private final DocumentSupport support;

	/** Parsed on demand. Threads that race parse the same bytes to equal documents. */
	private volatile @Nullable ConfigDocument parsed;

	private volatile @Nullable ConfigValues values;

	ConfigSnapshot(String name, byte[] bytes, ConfigVersion version, Instant modified, DocumentSupport support) {
		this.name = name;
		this.bytes = bytes;
		this.version = version;
		this.modified = modified;
		this.support = support;
	}

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * The content.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * The size of the content.
	 * @return bytes
	 */
	public int size() {
		return this.bytes.length;
	}

	/**
	 * The content as UTF-8 text.
	 * @return the text
	 * @throws ConfigFormatException if the bytes are not UTF-8
	 */
	public String text() {
		return Utf8.decode(this.name, this.bytes);
	}

	/**
	 * The content as text in another encoding. Wrong bytes become replacement characters.
	 * @param charset the encoding
	 * @return the text
	 */
	public String text(Charset charset) {
		return new String(this.bytes, charset);
	}

	/**
	 * The version of the content.
	 * @return the version, for
	 * {@link ConfigFileRepository#save(String, String, ConfigVersion)}
	 */
	public ConfigVersion version() {
		return this.version;
	}

	/**
	 * When the file was last modified, by the clock of the place where it lives.
	 * @return the time
	 */
	public Instant modified() {
		return this.modified;
	}

	/**
	 * How many documents the file holds, as {@link ConfigDocument#documentCount()}.
	 * @return the number, at least 1
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the content cannot be parsed
	 */
	public int documentCount() {
		return document().documentCount();
	}

	/**
	 * The values of one of the documents in the file.
	 * @param position the position, from 0
	 * @return the values
	 * @throws IndexOutOfBoundsException if there is no such document
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the content cannot be parsed
	 */
	public ConfigValues document(int position) {
		return document().document(position).sub(ConfigPath.ROOT);
	}

	/** Those of the only document, with an index of their keys that is worth keeping. */
	@Override
	ConfigValues values() {
		ConfigValues present = this.values;
		if (present == null) {
			present = document().sub(ConfigPath.ROOT);
			this.values = present;
		}
		return present;
	}

	private ConfigDocument document() {
		ConfigDocument document = this.parsed;
		if (document == null) {
			document = ConfigDocument.parse(this.name, this.bytes, this.version, this.support);
			this.parsed = document;
		}
		return document;
	}

	/**
	 * Which file and version, without content.
	 * @return for logs
	 */
	@Override
	public String toString() {
		return "ConfigSnapshot[" + this.name + ", version " + this.version.abbreviated() + ", " + this.bytes.length
				+ " bytes]";
	}

}
