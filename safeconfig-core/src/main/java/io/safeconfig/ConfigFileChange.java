package io.safeconfig;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** What a commit did to one file. Immutable and thread-safe. */
public final class ConfigFileChange {

	private final String name;

	private final @Nullable StoredFile before;

	private final @Nullable StoredFile after;

	private final DocumentSupport support;

	ConfigFileChange(String name, @Nullable StoredFile before, @Nullable StoredFile after, DocumentSupport support) {
		this.name = name;
		this.before = before;
		this.after = after;
		this.support = support;
	}

	/**
	 * The name of the file.
	 * @return the name, as the change had it
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The version that was replaced.
	 * @return the version; empty if the file was created
	 */
	public Optional<ConfigVersion> before() {
		return version(this.before);
	}

	/**
	 * The version that was committed.
	 * @return the version; empty if the file was removed
	 */
	public Optional<ConfigVersion> after() {
		return version(this.after);
	}

	private static Optional<ConfigVersion> version(@Nullable StoredFile file) {
		return Optional.ofNullable(file).map((present) -> Snapshots.version(present.revision()));
	}

	/**
	 * The names of the properties that were added or removed or have another value. Those
	 * of a file with several documents are compared document by document. Worked out by
	 * parsing both versions, each time that this is called.
	 * @return the names, sorted; empty for a file without keys, and if either version
	 * cannot be parsed
	 */
	public Set<String> changedKeys() {
		try {
			DocumentSupport support = this.support.withoutMemory(); // the old version is
																	// not the last good
																	// one
			return changedKeys(ConfigDocument.of(this.name, this.before, support),
					ConfigDocument.of(this.name, this.after, support));
		}
		catch (ConfigFormatException ex) {
			return Set.of(); // such content can still be replaced as a whole
		}
	}

	private static Set<String> changedKeys(ConfigDocument old, ConfigDocument current) {
		Set<String> keys = new TreeSet<>();
		int documents = current.supportsKeys() ? Math.max(old.documentCount(), current.documentCount()) : 0;
		for (int position = 0; position < documents; position++) {
			Map<String, ConfigNode> before = leaves(old, position);
			Map<String, ConfigNode> after = leaves(current, position);
			Set<String> names = new TreeSet<>(before.keySet());
			names.addAll(after.keySet());
			names.removeIf((name) -> Objects.equals(before.get(name), after.get(name)));
			keys.addAll(names);
		}
		return keys;
	}

	private static Map<String, ConfigNode> leaves(ConfigDocument document, int position) {
		return (position < document.documentCount()) ? document.document(position).leaves() : Map.of();
	}

	/**
	 * Which file and versions, without content.
	 * @return for logs
	 */
	@Override
	public String toString() {
		return "ConfigFileChange[" + this.name + ", " + describe(this.before) + " -> " + describe(this.after) + "]";
	}

	private static String describe(@Nullable StoredFile file) {
		return version(file).map(ConfigVersion::abbreviated).orElse("no file");
	}

}
