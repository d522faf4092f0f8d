package io.safeconfig.spring.boot.actuate;

import java.util.Arrays;
import java.util.Map;

import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.FileStoreMonitor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Who holds the locks of the configuration files, since when and what for, who waits, and
 * what holders that are gone have left. Shows no content of any file. Clearing a stale
 * lock needs {@code management.endpoint.safeconfig.access=unrestricted}.
 */
@ImportRuntimeHints(SerializedTypes.class)
@Endpoint(id = "safeconfig", defaultAccess = Access.READ_ONLY)
public final class SafeConfigEndpoint {

	private final FileConfigStore store;

	private final OperatorActions actions;

	private final Map<String, String> settings;

	/**
	 * Create an endpoint.
	 * @param store the store
	 * @param actions clears stale locks
	 * @param settings the settings to show, by their names
	 */
	public SafeConfigEndpoint(FileConfigStore store, OperatorActions actions, Map<String, String> settings) {
		this.store = store;
		this.actions = actions;
		this.settings = settings;
	}

	/**
	 * All at once.
	 * @return what is known of the store; of the locks those that are in use or stale
	 */
	@ReadOperation
	public StoreDescriptor overview() {
		FileStoreMonitor monitor = this.store.monitor();
		LocksDescriptor used = LocksDescriptor.of(monitor.locksInUse());
		return new StoreDescriptor(this.store.baseDirectory().toString(), monitor.heldLocks(), monitor.waitingCallers(),
				CountsDescriptor.of(monitor.lockCounts()), used.locks(), used.total(),
				used.unseen().isEmpty() ? null : used.unseen(), ProbeDescriptor.of(monitor.probe()), monitor.journals(),
				FilesDescriptor.of(this.store), this.settings);
	}

	/**
	 * One part.
	 * @param path {@code locks}, {@code locks} and the name of a file, {@code files},
	 * {@code files} and the name of a file, {@code journals}, {@code probe} or
	 * {@code settings}
	 * @return the part, {@code null} if there is none
	 * @throws io.safeconfig.InvalidConfigNameException if the name is not one of a
	 * configuration file
	 */
	@ReadOperation
	public @Nullable Object part(@Selector(match = Match.ALL_REMAINING) String... path) {
		String name = name(path);
		return switch ((path.length > 0) ? path[0] : "") {
			case "locks" -> (name != null) ? LockDescriptor.of(this.store.monitor().lock(name))
					: LocksDescriptor.of(this.store.monitor().knownLocks());
			case "files" ->
				(name != null) ? FilesDescriptor.describe(this.store, name) : FilesDescriptor.of(this.store);
			case "probe" -> (name != null) ? null : ProbeDescriptor.of(this.store.monitor().probe());
			case "journals" -> (name != null) ? null : this.store.monitor().journals();
			case "settings" -> (name != null) ? null : this.settings;
			default -> null;
		};
	}

	/**
	 * Clear a stale lock. One that is held is never touched.
	 * @param path {@code locks} and the name of a file
	 * @return what was done, {@code null} if there is no such part
	 * @throws io.safeconfig.LockTimeoutException if somebody holds the lock
	 */
	@DeleteOperation
	public @Nullable Cleared clear(@Selector(match = Match.ALL_REMAINING) String... path) {
		return clearFor(null, path);
	}

	@Nullable Cleared clearFor(@Nullable String caller, String... path) {
		String name = name(path);
		if (name == null || !path[0].equals("locks")) {
			return null;
		}
		return new Cleared(name, this.actions.clearStaleLock(name, caller));
	}

	private static @Nullable String name(String... path) {
		return (path.length > 1) ? String.join("/", Arrays.asList(path).subList(1, path.length)) : null;
	}

	/**
	 * What was done.
	 *
	 * @param file the name of the file
	 * @param cleared whether there was a stale lock
	 */
	public record Cleared(String file, boolean cleared) {
	}

}
