package io.safeconfig.format;

import java.util.List;

/**
 * A file format that can be parsed for reading and for editing in place.
 * <p>
 * Implementations are immutable and safe for use by several threads at once. Null
 * arguments are answered with a {@link NullPointerException}.
 */
public interface ConfigFormat {

	/**
	 * Returns the short name of this format, such as {@code yaml} or {@code text}.
	 * @return the name, in lower case
	 */
	String id();

	/**
	 * Tells whether this format is meant for files of the given name. Only the name
	 * counts; nothing is read.
	 * @param fileName a file name, with or without directories before it
	 * @return {@code true} if this format handles such files
	 */
	boolean supports(String fileName);

	/**
	 * Tells whether content of this format has keys. If it does not,
	 * {@link ConfigContent#documents()} and {@link ConfigContent#edit} throw
	 * {@link UnsupportedOperationException}.
	 * @return {@code true} if keys can be read and edited
	 */
	default boolean hasKeys() {
		return true;
	}

	/**
	 * Tells what the keys of this format are to somebody who looks for a property.
	 * @return the style
	 */
	default KeyStyle keyStyle() {
		return KeyStyle.PLAIN;
	}

	/**
	 * Returns the same format for files of other names, such as JSON with comments for
	 * {@code .json} files.
	 * @param extensions how the names end, without the dot, in upper or lower case
	 * @return a format that supports these files only
	 * @throws IllegalArgumentException if there is no extension, or an empty one
	 */
	default ConfigFormat forExtensions(String... extensions) {
		return new ReassignedFormat(this, FileExtensions.of(extensions));
	}

	/**
	 * Parses bytes. Nobody changes the array afterwards.
	 * @param bytes the whole content of a file
	 * @param limits what the content may demand
	 * @return the content
	 * @throws ContentException if the bytes are not valid in this format, are none at
	 * all, or demand too much; nothing has been built then that a limit forbids
	 */
	ConfigContent parse(byte[] bytes, ConfigLimits limits);

	/**
	 * Returns the content of a file that does not exist yet, with one document that is an
	 * empty mapping.
	 * @param limits what the content may demand after an edit
	 * @return the content
	 */
	ConfigContent empty(ConfigLimits limits);

	/**
	 * Returns the format of Java property files, read as
	 * {@link java.util.Properties#load(java.io.InputStream)} reads them, with
	 * {@code \}{@code uXXXX} escapes, but for the encoding: that is
	 * {@linkplain PropertiesEncoding#DETECT detected}. A document is a mapping from whole
	 * keys, such as {@code server.port}, to strings; of a key that it holds more than
	 * once the last entry counts, and is the one that is edited.
	 * <p>
	 * Reading deviates from {@code Properties} in five ways:
	 * <ul>
	 * <li>A UTF-8 byte order mark at the start is kept but is no part of the first key;
	 * {@code Properties}, and so Spring Boot, puts its three characters in front of the
	 * key.</li>
	 * <li>A UTF-16 byte order mark is refused, since such a file would be misread.</li>
	 * <li>A NUL byte is refused, since it shows that the file is not text.</li>
	 * <li>A file of no bytes is refused, since it was cut off.</li>
	 * <li>{@code #---} or {@code !---} divides a file into documents where Spring Boot
	 * divides it. Escapes at the start of a comment, which Boot would resolve, are not
	 * looked at.</li>
	 * </ul>
	 * @return the format with the id {@code properties}
	 */
	static ConfigFormat properties() {
		return PropertiesFormat.INSTANCE;
	}

	/**
	 * Returns the format of Java property files of one encoding. Other files than those
	 * that end with {@code .properties} take it by {@link #forExtensions(String...)
	 * forExtensions}.
	 * @param encoding how bytes beyond ASCII are read
	 * @return the format with the id {@code properties}
	 */
	static ConfigFormat properties(PropertiesEncoding encoding) {
		return new PropertiesFormat(encoding);
	}

	/**
	 * Returns the format of YAML files, read as Spring Boot reads them. It needs the
	 * library {@code org.yaml:snakeyaml}.
	 * @return the format with the id {@code yaml}
	 */
	static ConfigFormat yaml() {
		return LibraryFormat.YAML;
	}

	/**
	 * Returns the format of JSON files, exactly as RFC 8259 defines it: without comments.
	 * It needs the library {@code tools.jackson.core:jackson-core}.
	 * @return the format with the id {@code json}
	 */
	static ConfigFormat json() {
		return LibraryFormat.JSON;
	}

	/**
	 * Returns the format of JSON files with comments, as in {@code //} and {@code /*},
	 * and with commas behind the last value. It needs the library
	 * {@code tools.jackson.core:jackson-core}.
	 * @return the format with the id {@code jsonc}
	 */
	static ConfigFormat jsonc() {
		return LibraryFormat.JSONC;
	}

	/**
	 * Returns the format of TOML files. It needs the library {@code org.tomlj:tomlj}.
	 * @return the format with the id {@code toml}
	 */
	static ConfigFormat toml() {
		return LibraryFormat.TOML;
	}

	/**
	 * Returns the format of files without known structure. It accepts any bytes, gives
	 * them back unchanged and has no keys.
	 * @return the format with the id {@code text}
	 */
	static ConfigFormat text() {
		return TextFormat.INSTANCE;
	}

	/**
	 * Returns the formats that SafeConfig brings, in the order in which they are asked:
	 * {@code .properties}, {@code .yml} and {@code .yaml}, {@code .json}, {@code .jsonc},
	 * {@code .toml}, in upper or lower case, and {@link #text()}, which takes every file.
	 * @return the formats
	 */
	static List<ConfigFormat> standard() {
		return List.of(properties(), yaml(), json(), jsonc(), toml(), text());
	}

}
