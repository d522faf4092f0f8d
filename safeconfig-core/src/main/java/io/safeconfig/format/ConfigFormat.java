package io.safeconfig.format;

/**
 * A file format that can be parsed for editing in place.
 * <p>
 * Implementations are immutable and safe for use by several threads at once. Null
 * arguments are answered with a {@link NullPointerException}.
 */
public interface ConfigFormat {

	/**
	 * Returns the short name of this format, such as {@code properties} or {@code text}.
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
	 * Tells whether content of this format has keys. If it does not, the key operations
	 * of {@link ConfigContent} throw {@link UnsupportedOperationException}.
	 * @return {@code true} if keys can be read and edited
	 */
	boolean hasKeys();

	/**
	 * Parses bytes. The array is copied, so later changes to it have no effect on the
	 * result.
	 * @param bytes the whole content of a file, possibly empty
	 * @return new content, independent of any other
	 * @throws ContentException if the bytes are not valid in this format
	 */
	ConfigContent parse(byte[] bytes);

	/**
	 * Returns the format of Java property files, read as
	 * {@link java.util.Properties#load(java.io.InputStream)} reads them: as ISO-8859-1
	 * with {@code \}{@code uXXXX} escapes.
	 * <p>
	 * Reading deviates from {@code Properties} in four ways:
	 * <ul>
	 * <li>A UTF-8 byte order mark at the start is kept but is no part of the first key;
	 * {@code Properties}, and so Spring Boot, puts its three characters in front of the
	 * key.</li>
	 * <li>A UTF-16 byte order mark is refused, since such a file would be misread.</li>
	 * <li>A NUL byte is refused, since it shows that the file is not text.</li>
	 * <li>A file divided into documents by {@code #---} or {@code !---}, as Spring Boot
	 * reads it, can be parsed and written back, but its key operations throw
	 * {@link ContentException}: a key may mean something else in each document.</li>
	 * </ul>
	 * @return the format with the id {@code properties}
	 */
	static ConfigFormat properties() {
		return PropertiesFormat.INSTANCE;
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
	 * Chooses a format by file name: {@link #properties()} for names that end in
	 * {@code .properties} in upper or lower case, {@link #text()} for all others.
	 * @param fileName a file name, with or without directories before it
	 * @return the format, never {@code null}
	 */
	static ConfigFormat forFileName(String fileName) {
		return properties().supports(fileName) ? properties() : text();
	}

}
