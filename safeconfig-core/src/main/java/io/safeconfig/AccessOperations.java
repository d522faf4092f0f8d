package io.safeconfig;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** Turns the calls of a user into reads and changes of stored files. */
abstract class AccessOperations implements ConfigFileOperations {

	/** What the present call goes through; asked once for each call. */
	abstract FileAccess access();

	abstract DocumentSupport support();

	@Override
	public Optional<ConfigSnapshot> find(String name) {
		return access().read(name).map((file) -> Snapshots.of(name, file, support()));
	}

	@Override
	public ConfigSnapshot get(String name) {
		return find(name).orElseThrow(() -> new ConfigFileNotFoundException(name, "read", access().location()));
	}

	@Override
	public Map<String, ConfigSnapshot> readAll(Collection<String> names) {
		Set<String> distinct = new LinkedHashSet<>(names);
		Map<String, StoredFile> files = access().readAll(distinct);
		Map<String, ConfigSnapshot> snapshots = new LinkedHashMap<>();
		for (String name : distinct) {
			StoredFile file = files.get(name);
			if (file != null) {
				snapshots.put(name, Snapshots.of(name, file, support()));
			}
		}
		return Collections.unmodifiableMap(snapshots);
	}

	@Override
	public <T> ConfigFile<T> file(String name, ConfigPath path, Class<T> type) {
		return new TypedConfigFile<>(this, name, path, type);
	}

	@Override
	public boolean exists(String name) {
		return access().read(name).isPresent();
	}

	@Override
	public List<String> list() {
		return access().list();
	}

	@Override
	public List<String> list(String glob) {
		PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
		return access().list().stream().filter((name) -> matcher.matches(Path.of(name))).toList();
	}

	@Override
	public ConfigSnapshot update(String name, Consumer<ConfigDocument> change) {
		Objects.requireNonNull(change, "change");
		return write(name, "update", (current) -> {
			if (current == null) {
				throw new ConfigFileNotFoundException(name, "update", access().location());
			}
			return edit(name, current, change);
		});
	}

	@Override
	public ConfigSnapshot updateOrCreate(String name, Consumer<ConfigDocument> change) {
		Objects.requireNonNull(change, "change");
		return write(name, "update", (current) -> edit(name, current, change));
	}

	private ConfigSnapshot write(String name, String operation, Function<@Nullable StoredFile, byte[]> change) {
		return Snapshots.of(name, access().write(name, operation, change), support());
	}

	private byte[] edit(String name, @Nullable StoredFile current, Consumer<ConfigDocument> change) {
		ConfigDocument document = ConfigDocument.of(name, current, support());
		change.accept(document);
		return document.toCommit();
	}

	@Override
	public ConfigSnapshot save(String name, String content) {
		return save(name, content.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public ConfigSnapshot save(String name, byte[] content) {
		byte[] checked = parsable(name, content);
		return write(name, "save", (current) -> checked);
	}

	@Override
	public ConfigSnapshot save(String name, String content, ConfigVersion expected) {
		return save(name, content.getBytes(StandardCharsets.UTF_8), expected);
	}

	@Override
	public ConfigSnapshot save(String name, byte[] content, ConfigVersion expected) {
		byte[] checked = parsable(name, content);
		Objects.requireNonNull(expected, "expected");
		return write(name, "save", (current) -> {
			requireVersion(name, "save", expected, checked, current);
			return checked;
		});
	}

	@Override
	public ConfigSnapshot create(String name, String content) {
		return create(name, content.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public ConfigSnapshot create(String name, byte[] content) {
		byte[] checked = parsable(name, content);
		return write(name, "create", (current) -> {
			requireVersion(name, "create", null, checked, current);
			return checked;
		});
	}

	@Override
	public void delete(String name) {
		access().remove(name, (current) -> {
			if (current == null) {
				throw new ConfigFileNotFoundException(name, "delete", access().location());
			}
		});
	}

	@Override
	public void delete(String name, ConfigVersion expected) {
		Objects.requireNonNull(expected, "expected");
		access().remove(name, (current) -> requireVersion(name, "delete", expected, null, current));
	}

	private static void requireVersion(String name, String operation, @Nullable ConfigVersion expected,
			byte @Nullable [] ours, @Nullable StoredFile current) {
		ConfigVersion theirs = (current != null) ? Snapshots.version(current.revision()) : null;
		if (!Objects.equals(expected, theirs)) {
			throw new ConfigConflictException(name, operation, expected,
					(ours != null) ? Snapshots.version(Revision.of(ours)) : null, theirs);
		}
	}

	/** Copies, so that the caller's later writes to its array cannot reach the disk. */
	private byte[] parsable(String name, byte[] content) {
		return ConfigDocument.parse(name, content, null, support()).bytes();
	}

}
