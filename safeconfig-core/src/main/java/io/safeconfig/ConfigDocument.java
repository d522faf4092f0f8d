package io.safeconfig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ContentEdit;
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
public final class ConfigDocument extends DelegatingValues {

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
	static ConfigDocument parse(String name, byte[] bytes, @Nullable ConfigVersion version, DocumentSupport support) {
		ConfigDocument document = new ConfigDocument(name, version, new DocumentContent(name, support, bytes, version),
				ONLY);
		document.content.parse();
		return document;
	}

	/** The document of a file, which nobody writes to, or of one that does not exist. */
	static ConfigDocument of(String name, @Nullable StoredFile file, DocumentSupport support) {
		ConfigVersion version = (file != null) ? Snapshots.version(file.revision()) : null;
		return new ConfigDocument(name, version,
				new DocumentContent(name, support, (file != null) ? file.content() : null, version), ONLY);
	}

	/**
	 * How many documents the file holds: those that {@code ---} divides in YAML, and
	 * {@code #---} in a property file, as Spring Boot reads them. Keys can be read and
	 * changed here if it is one; of several, choose one with {@link #document(int)}.
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

	@Override
	ConfigValues values() {
		return this.content.values(position());
	}

	private void edit(Function<EditPlanner, List<ContentEdit>> operation) {
		this.content.edit(position(), operation);
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
	 * @return {@code true} unless it is plain text
	 */
	public boolean supportsKeys() {
		return this.content.format().hasKeys();
	}

	/**
	 * Give a path a value, whatever was there. What is there keeps its place and its
	 * spelling; what is new goes beside its neighbours and takes their style, in mappings
	 * that are made where there are none. A path that already says this keeps every byte.
	 * @param path the path
	 * @param value the value: {@code null}, a string, number, truth value or enum
	 * constant, something with a standard notation such as a duration, date, UUID or URI,
	 * a map, collection, array, record or {@link ConfigNode}. A property file has strings
	 * only, and no null
	 * @throws NoSuchElementException if the path leads to an item behind the end of a
	 * sequence, or into one that is not there
	 * @throws IllegalArgumentException if a value of this type cannot be written
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely, and if there is a
	 * single value on the way
	 */
	public void set(ConfigPath path, @Nullable Object value) {
		ConfigNode node = toNode(value);
		edit((planner) -> planner.set(notRoot(path), node));
	}

	/**
	 * As {@link #set(ConfigPath, Object)}.
	 * @param path the path
	 * @param value the value
	 */
	public void set(String path, @Nullable Object value) {
		set(ConfigPath.lenient(path), value);
	}

	/**
	 * Remove what is at a path, with all its lines. Comments beside it stay. Items behind
	 * a removed one move up.
	 * @param path the path
	 * @throws NoSuchElementException if the path is absent
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely, as for the last
	 * key of one of several documents in a property file: those behind it would be
	 * counted otherwise
	 */
	public void remove(ConfigPath path) {
		edit((planner) -> planner.remove(notRoot(path)));
	}

	/**
	 * As {@link #remove(ConfigPath)}.
	 * @param path the path
	 */
	public void remove(String path) {
		remove(ConfigPath.lenient(path));
	}

	/**
	 * Put an item behind the last one of a sequence. In a property file this is a list of
	 * {@code name[0]}, {@code name[1]}, or one that is divided by commas.
	 * @param sequence the path of the sequence
	 * @param item the item, as {@link #set(ConfigPath, Object)} takes it
	 * @throws NoSuchElementException if the path is absent
	 * @throws IllegalArgumentException if no sequence is there
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely
	 */
	public void append(ConfigPath sequence, @Nullable Object item) {
		ConfigNode node = toNode(item);
		edit((planner) -> planner.append(sequence, node));
	}

	/**
	 * As {@link #append(ConfigPath, Object)}.
	 * @param sequence the path of the sequence
	 * @param item the item
	 */
	public void append(String sequence, @Nullable Object item) {
		append(ConfigPath.lenient(sequence), item);
	}

	/**
	 * Put an item in front of another one.
	 * @param position the path of that one, such as {@code servers[0]}, or of the place
	 * behind the last
	 * @param item the item, as {@link #set(ConfigPath, Object)} takes it
	 * @throws NoSuchElementException if the sequence is absent or not that long
	 * @throws IllegalArgumentException if the path does not end with a position, or no
	 * sequence is there
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the edit cannot be made safely
	 */
	public void insert(ConfigPath position, @Nullable Object item) {
		ConfigNode node = toNode(item);
		edit((planner) -> planner.insert(position, node));
	}

	/**
	 * As {@link #insert(ConfigPath, Object)}.
	 * @param position the path of the item that will be the next one
	 * @param item the item
	 */
	public void insert(String position, @Nullable Object item) {
		insert(ConfigPath.lenient(position), item);
	}

	/**
	 * Give the last key of a path another name. Its lines keep their place and its value
	 * every byte.
	 * @param path the path
	 * @param key the new key, exactly as it is; no path
	 * @throws NoSuchElementException if the path is absent
	 * @throws IllegalArgumentException if the path ends with a position
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the new name is taken, in any spelling, or if the
	 * edit cannot be made safely, as when a property file holds the key twice
	 */
	public void rename(ConfigPath path, String key) {
		Objects.requireNonNull(key, "key");
		edit((planner) -> planner.rename(notRoot(path), key));
	}

	/**
	 * As {@link #rename(ConfigPath, String)}.
	 * @param path the path
	 * @param key the new key
	 */
	public void rename(String path, String key) {
		rename(ConfigPath.lenient(path), key);
	}

	/**
	 * Give values to paths leaf by leaf: what the values do not name stays, and what says
	 * the same already keeps every byte. Sequences become what they are in the values.
	 * @param path where the values belong; {@link ConfigPath#ROOT} for the document
	 * @param values a map or a record, as {@link #set(ConfigPath, Object)} takes it
	 * @throws IllegalArgumentException if these are no values by key
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if an edit cannot be made safely; none was made then
	 */
	public void merge(ConfigPath path, Object values) {
		Mapping mapping = requireMapping(toNode(values));
		edit((planner) -> planner.merge(path, mapping));
	}

	/**
	 * As {@link #merge(ConfigPath, Object)}.
	 * @param path where the values belong
	 * @param values a map or a record
	 */
	public void merge(String path, Object values) {
		merge(ConfigPath.lenient(path), values);
	}

	/**
	 * Give values to the whole document, as {@link #merge(ConfigPath, Object)}.
	 * @param values a map or a record
	 */
	public void merge(Object values) {
		merge(ConfigPath.ROOT, values);
	}

	/**
	 * Carry out a JSON Merge Patch: as a merge, but null removes, and to remove what is
	 * absent is no error. Keys are exact; in YAML, a property that the file has in
	 * another spelling is the one that is meant. In a property file, a key in a key and a
	 * name with a dot are the same, and what null removes goes with all below it.
	 * @param json the patch, an object
	 * @throws IllegalArgumentException if the patch is no object
	 * @throws UnsupportedOperationException if the format has no keys
	 * @throws ConfigFormatException if the patch cannot be parsed, or an edit cannot be
	 * made safely; none was made then
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
	 */
	public void mergePatch(String json) {
		mergePatch(this.content.parsePatch(json.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Carry out a patch that has been parsed, as {@link #mergePatch(String)}.
	 * @param patch the patch, a mapping
	 */
	public void mergePatch(ConfigNode patch) {
		Mapping mapping = requireMapping(patch);
		edit((planner) -> planner.mergePatch(ConfigPath.ROOT, mapping));
	}

	ConfigNode toNode(@Nullable Object value) {
		return JavaValues.of(value, this.content.format().keyStyle(), this.content.support().binding());
	}

	/** Write what became another in values that were bound; null removes. */
	void write(ConfigPath path, Mapping changes) {
		edit((planner) -> planner.update(path, changes));
	}

	private static Mapping requireMapping(ConfigNode node) {
		if (node instanceof Mapping mapping) {
			return mapping;
		}
		throw new IllegalArgumentException("Only values by key can be merged into a document");
	}

	private static ConfigPath notRoot(ConfigPath path) {
		if (path.isRoot()) {
			throw new IllegalArgumentException("The document as a whole is replaced with replaceWith");
		}
		return path;
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
