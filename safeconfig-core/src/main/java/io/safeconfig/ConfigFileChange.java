package io.safeconfig;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** What a commit did to one file. Immutable and thread-safe. */
public final class ConfigFileChange {

	private final String name;

	private final @Nullable StoredFile before;

	private final @Nullable StoredFile after;

	ConfigFileChange(String name, @Nullable StoredFile before, @Nullable StoredFile after) {
		this.name = name;
		this.before = before;
		this.after = after;
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
	 * The keys that were added or removed or have another value. Worked out by parsing
	 * both versions, each time that this is called.
	 * @return the keys, sorted; empty for a file without keys, and if either version
	 * cannot be parsed
	 */
	public Set<String> changedKeys() {
		try {
			ConfigDocument old = document(this.before);
			ConfigDocument current = document(this.after);
			if (!current.supportsKeys()) {
				return Set.of();
			}
			Set<String> keys = new TreeSet<>(old.keys());
			keys.addAll(current.keys());
			keys.removeIf((key) -> Objects.equals(old.get(key), current.get(key)));
			return keys;
		}
		catch (ConfigFormatException ex) {
			return Set.of(); // such content can still be replaced as a whole
		}
	}

	private ConfigDocument document(@Nullable StoredFile file) {
		return ConfigDocument.of(this.name, file);
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
