package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * The directories elsewhere to which links may lead. Each is a store of its own, with its
 * own locks and journals: whoever else has a link to it, and whoever has it as its base
 * directory, takes the same locks, and what a crash leaves of a change there is found by
 * all of them.
 */
final class LinkTargets implements AutoCloseable {

	static final String ANOTHER_DIRECTORY = "a symbolic link in it leads to '%s', a directory with locks of its own:"
			+ " files of two directories cannot be locked, or changed, together";

	private final ConfigPaths paths;

	private final Map<Path, FileConfigStore> stores;

	private LinkTargets(ConfigPaths paths, Map<Path, FileConfigStore> stores) {
		this.paths = paths;
		this.stores = stores;
	}

	/**
	 * A file in a link target.
	 *
	 * @param store the store of the link target
	 * @param name its name in there
	 * @param link whether the outer name is that of a link, and not of something behind
	 * it
	 */
	record Route(FileConfigStore store, String name, boolean link) {

	}

	/**
	 * Open all.
	 * @param options those of the base directory; its link targets are real paths
	 */
	static LinkTargets open(FileStoreOptions options, Platform platform) {
		Map<Path, FileConfigStore> stores = new LinkedHashMap<>();
		ConfigPaths paths = new ConfigPaths(platform.files(), options, new NameRules(options));
		LinkTargets targets = new LinkTargets(paths, stores);
		boolean done = false;
		try {
			for (Path target : options.linkTargets()) {
				stores.put(target, FileConfigStoreBuilder.open(options.forLinkTarget(target), platform));
			}
			done = true;
			return targets;
		}
		finally {
			if (!done) {
				targets.close();
			}
		}
	}

	/** Their real paths, once it is sure that each file lies in only one of them. */
	static FileStoreOptions real(FileStoreOptions options, FileOperations files) {
		Map<Path, Path> real = new LinkedHashMap<>();
		for (Path target : options.linkTargets()) {
			Path path = real(target, files);
			requireApart(target, path, options.base(), options.base());
			real.forEach((otherTarget, other) -> requireApart(target, path, otherTarget, other));
			real.put(target, path);
		}
		return options.withLinkTargets(real.values().stream().toList());
	}

	private static Path real(Path target, FileOperations files) {
		try {
			return files.realPath(target);
		}
		catch (IOException ex) {
			throw BaseDirectory.failure(target, SystemErrors.reason(ex),
					"Create the directory, or take it out of safeconfig.links.allowed-targets.", ex);
		}
	}

	private static void requireApart(Path target, Path path, Path otherTarget, Path other) {
		if (path.startsWith(other) || other.startsWith(path)) {
			throw BaseDirectory.failure(target,
					"it is, or lies in, or holds '" + otherTarget + "', so that a file would have two locks",
					"Name directories in safeconfig.links.allowed-targets that lie outside of each other and of the"
							+ " base directory.",
					null);
		}
	}

	Collection<FileConfigStore> stores() {
		return this.stores.values();
	}

	/** Where a name leads, {@code null} if that is inside the base directory. */
	@Nullable Route route(String name, String operation) {
		if (this.stores.isEmpty()) {
			return null;
		}
		try {
			ConfigPaths.Crossing crossing = this.paths.crossing(name);
			if (crossing == null) {
				return null;
			}
			if (crossing.name().isEmpty()) {
				throw new InvalidConfigNameException(name, "a symbolic link in it leads to a directory");
			}
			return new Route(Objects.requireNonNull(this.stores.get(crossing.directory())), crossing.name(),
					crossing.link());
		}
		catch (IOException ex) {
			throw StorageFailures.of(name, operation, ex);
		}
	}

	/**
	 * Where all of some names lead; all of them inside the base directory if it is empty.
	 * @throws InvalidConfigNameException if they lead to more than one directory
	 */
	Map<String, Route> routes(Collection<String> names, String operation) {
		Map<String, Route> routes = routesOf(names, operation);
		routes.forEach((name, route) -> {
			if (routes.size() < names.size()
					|| routes.values().stream().anyMatch((other) -> other.store() != route.store())) {
				throw new InvalidConfigNameException(name, ANOTHER_DIRECTORY.formatted(route.store().baseDirectory()));
			}
		});
		return routes;
	}

	/** Of those that do not lead inside the base directory. */
	private Map<String, Route> routesOf(Collection<String> names, String operation) {
		if (this.stores.isEmpty()) {
			return Map.of();
		}
		Map<String, Route> routes = new HashMap<>();
		for (String name : names) {
			Route route = route(name, operation);
			if (route != null) {
				routes.put(name, route);
			}
		}
		return routes;
	}

	/**
	 * Read a file of a link target, through a link that may be turned at any time: an
	 * absence is believed only if it still leads there.
	 */
	Optional<StoredFile> read(String name, Route route) {
		Route at = route;
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			Optional<StoredFile> found = at.store().read(at.name());
			Route now = found.isPresent() ? at : route(name, "read");
			if (now == null || now.equals(at)) {
				return found;
			}
			at = now;
		}
		throw TurnedLinks.allTheTime("read", name);
	}

	/**
	 * Lock files of one link target.
	 * @param reader reads what any name leads to
	 * @return {@code null} if a link was turned meanwhile, so that other files have to be
	 * locked
	 */
	@Nullable LockedFiles lock(Map<String, Route> routes, Deadline deadline, Duration unorderedTimeout, String operation,
			Function<String, Optional<StoredFile>> reader) {
		Duration timeout = Duration.ofNanos(deadline.remainingNanos());
		LinkedFiles files = new LinkedFiles(this, routes, timeout, unorderedTimeout, operation, reader);
		boolean ready = false;
		try {
			ready = files.areStill() || deadline.isExpired(); // it is a conflict later
			return ready ? files : null;
		}
		finally {
			if (!ready) {
				files.close();
			}
		}
	}

	/**
	 * Read files of any directories as they are at one moment: again and again, until
	 * nothing has changed in between.
	 * @param own reads those inside the base directory
	 */
	Map<String, StoredFile> readAll(Set<String> names, Duration timeout,
			Function<Set<String>, Map<String, StoredFile>> own) {
		if (routesOf(names, "read").isEmpty()) {
			return own.apply(names);
		}
		Map<String, StoredFile> before = readOnce(names, timeout, own);
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			Map<String, StoredFile> now = readOnce(names, timeout, own);
			if (revisions(now).equals(revisions(before))) {
				return now;
			}
			before = now;
		}
		throw new ConfigStorageException(String.join(", ", names),
				"Cannot read the files as they are at one moment: they lie in more than one directory, and others change"
						+ " them all the time",
				"Retry, or read the files of one directory together.", null);
	}

	private Map<String, StoredFile> readOnce(Set<String> names, Duration timeout,
			Function<Set<String>, Map<String, StoredFile>> own) {
		Map<String, Route> routes = routesOf(names, "read");
		Set<String> inside = new HashSet<>(names);
		inside.removeAll(routes.keySet());
		Map<String, StoredFile> found = new HashMap<>(inside.isEmpty() ? Map.of() : own.apply(inside));
		for (FileConfigStore store : this.stores.values()) {
			Map<String, Route> led = new HashMap<>(routes);
			led.values().removeIf((route) -> route.store() != store);
			Set<String> inner = led.values().stream().map(Route::name).collect(Collectors.toSet());
			Map<String, StoredFile> files = inner.isEmpty() ? Map.of() : store.readAll(inner, timeout);
			led.forEach((name, route) -> Optional.ofNullable(files.get(route.name()))
				.ifPresent((file) -> found.put(name, file)));
		}
		return found;
	}

	private static Map<String, Revision> revisions(Map<String, StoredFile> files) {
		Map<String, Revision> revisions = new HashMap<>();
		files.forEach((name, file) -> revisions.put(name, file.revision()));
		return revisions;
	}

	@Override
	public void close() {
		this.stores.values().forEach(FileConfigStore::close);
	}

}
