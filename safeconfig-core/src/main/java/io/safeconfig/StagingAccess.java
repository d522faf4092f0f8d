package io.safeconfig;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import io.safeconfig.store.FileChange;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** Reads through the view of a transaction, and stages what is changed. */
final class StagingAccess implements FileAccess {

	private final StoreAccess access;

	private final ConfigTransactionOptions options;

	private final TransactionClock clock;

	private final TransactionView view;

	private final StagedChanges staged;

	/** Files whose change is being worked out right now. */
	private final Set<String> changing = new HashSet<>();

	StagingAccess(StoreAccess access, ConfigTransactionOptions options, TransactionClock clock, TransactionView view,
			StagedChanges staged) {
		this.access = access;
		this.options = options;
		this.clock = clock;
		this.view = view;
		this.staged = staged;
	}

	boolean isChanging() {
		return !this.changing.isEmpty();
	}

	@Override
	public @Nullable String location() {
		return this.access.store().location();
	}

	@Override
	public Optional<StoredFile> read(String name) {
		return readAs(name, "read");
	}

	private Optional<StoredFile> readAs(String name, String operation) {
		Objects.requireNonNull(name, "name");
		this.clock.requireTime(name, operation);
		this.view.touch(Set.of(name));
		return current(name);
	}

	private Optional<StoredFile> current(String name) {
		return this.staged.over(name, Objects.requireNonNull(this.view.seen().get(name), "a touched file was seen"));
	}

	@Override
	public Map<String, StoredFile> readAll(Set<String> names) {
		this.clock.requireTime("", "read files");
		this.view.touch(names);
		Map<String, StoredFile> files = new HashMap<>();
		names.forEach((name) -> current(name).ifPresent((file) -> files.put(name, file)));
		return files;
	}

	@Override
	public List<String> list() {
		Set<String> names = new TreeSet<>(this.access.store().list());
		this.staged.all().forEach((name, change) -> {
			if (change instanceof FileChange.Write) {
				names.add(name);
			}
			else {
				names.remove(name);
			}
		});
		return List.copyOf(names);
	}

	@Override
	public StoredFile write(String name, String operation, Function<@Nullable StoredFile, byte[]> change) {
		stage(name, operation, (current) -> new FileChange.Write(change.apply(current)));
		return current(name).orElseThrow();
	}

	@Override
	public void remove(String name, Consumer<@Nullable StoredFile> check) {
		stage(name, "delete", (current) -> {
			check.accept(current);
			return new FileChange.Remove();
		});
	}

	private void stage(String name, String operation, Function<@Nullable StoredFile, FileChange> work) {
		requireAllowed(name, operation);
		StoredFile current = readAs(name, operation).orElse(null);
		this.changing.add(name);
		try {
			this.staged.put(name, work.apply(current));
		}
		finally {
			this.changing.remove(name);
		}
	}

	private void requireAllowed(String name, String operation) {
		Objects.requireNonNull(name, "name");
		if (this.options.readOnly()) {
			throw new IllegalStateException(
					"Cannot " + operation + " " + ConfigFileException.quoted(name) + ": the transaction is read-only");
		}
		if (this.changing.contains(name)) {
			throw new IllegalStateException("Cannot " + operation + " " + ConfigFileException.quoted(name)
					+ " from within a change of the same file: the outer change would overwrite the inner one");
		}
		int most = this.access.store().maxChangesPerCommit();
		if (this.staged.all().size() >= most && !this.staged.all().containsKey(name)) {
			throw new UnsupportedOperationException("Cannot " + operation + " " + ConfigFileException.quoted(name)
					+ ": the store changes at most " + most + " files in one commit");
		}
	}

}
