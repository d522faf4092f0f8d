package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * The directories elsewhere to which links may lead. Each is a store of its own, with its
 * own locks and journals: whoever else has a link to it, and whoever has it as its base
 * directory, takes the same locks, and what a crash leaves of a change there is found by
 * all of them.
 */
final class LinkTargets implements AutoCloseable {

	private static final String OWN_LOCKS = "a directory with locks of its own";

	static final String ANOTHER_DIRECTORY = "a symbolic link in it leads to '%s', " + OWN_LOCKS
			+ ": files of two directories cannot be locked, or changed, together";

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
			throw failure(target, SystemErrors.reason(ex),
					"Create the directory, or take it out of safeconfig.links.allowed-targets.", ex);
		}
	}

	private static void requireApart(Path target, Path path, Path otherTarget, Path other) {
		if (path.startsWith(other) || other.startsWith(path)) {
			throw failure(target,
					"it is, or lies in, or holds '" + otherTarget + "', so that a file would have two locks",
					"Name directories in safeconfig.links.allowed-targets that lie outside of each other and of the"
							+ " base directory.",
					null);
		}
	}

	private static ConfigStorageException failure(Path target, String reason, String nextStep,
			@Nullable IOException cause) {
		return new ConfigStorageException("",
				"The directory '" + target + "', to which links may lead, cannot be used: " + reason, nextStep, cause);
	}

	boolean areNone() {
		return this.stores.isEmpty();
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
	 * Read a file through links that may be turned at any time: what is found counts, and
	 * an absence only if the name still leads there.
	 * @param own reads a file inside the base directory
	 */
	Optional<StoredFile> read(String name, Function<String, Optional<StoredFile>> own) {
		Route at = route(name, "read");
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			Optional<StoredFile> found = Optional.empty();
			boolean turned = false;
			try {
				found = (at != null) ? at.store().read(at.name()) : own.apply(name);
			}
			catch (InvalidConfigNameException ex) {
				turned = isTurned(ex);
				if (!turned) {
					throw ex;
				}
			}
			Route now = found.isPresent() ? at : route(name, "read");
			if (!turned && Objects.equals(now, at)) {
				return found;
			}
			at = now;
		}
		throw TurnedLinks.allTheTime("read", name);
	}

	/**
	 * Whether a name that led inside the base directory when it was looked at led to a
	 * link target when it was resolved, wherever it leads now.
	 */
	static boolean isTurned(InvalidConfigNameException ex) {
		return ex.problem().contains(OWN_LOCKS);
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
	Map<String, StoredFile> readAll(Set<String> names, Deadline deadline,
			BiFunction<Set<String>, Duration, Map<String, StoredFile>> own) {
		Map<String, StoredFile> before = null;
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			Map<String, Route> routes = routesOf(names, "read");
			Map<String, StoredFile> now = readOnce(names, routes, deadline, own);
			if (now != null && isOfOneDirectory(names, routes)) {
				if (routesOf(names, "read").equals(routes)) {
					return now; // as it was at one moment already
				}
			}
			else if (now != null && before != null && seen(now).equals(seen(before))) {
				return now;
			}
			before = now;
		}
		throw new ConfigStorageException(String.join(", ", names),
				"Cannot read the files as they are at one moment: they lie in more than one directory, and others change"
						+ " them all the time",
				"Retry, or read the files of one directory together.", null);
	}

	private static boolean isOfOneDirectory(Set<String> names, Map<String, Route> routes) {
		long stores = routes.values().stream().map(Route::store).distinct().count();
		return routes.isEmpty() || (stores == 1 && routes.size() == names.size());
	}

	/** {@code null} if a link was turned in between. */
	private @Nullable Map<String, StoredFile> readOnce(Set<String> names, Map<String, Route> routes, Deadline deadline,
			BiFunction<Set<String>, Duration, Map<String, StoredFile>> own) {
		Set<String> inside = new HashSet<>(names);
		inside.removeAll(routes.keySet());
		Map<String, StoredFile> found = new HashMap<>();
		try {
			found.putAll(inside.isEmpty() ? Map.of() : own.apply(inside, remaining(deadline)));
		}
		catch (InvalidConfigNameException ex) {
			if (!isTurned(ex)) {
				throw ex;
			}
			return null;
		}
		for (FileConfigStore store : this.stores.values()) {
			Map<String, Route> led = new HashMap<>(routes);
			led.values().removeIf((route) -> route.store() != store);
			Set<String> inner = led.values().stream().map(Route::name).collect(Collectors.toSet());
			Map<String, StoredFile> files = inner.isEmpty() ? Map.of() : store.readAll(inner, remaining(deadline));
			led.forEach((name, route) -> Optional.ofNullable(files.get(route.name()))
				.ifPresent((file) -> found.put(name, file)));
		}
		return found;
	}

	private static Duration remaining(Deadline deadline) {
		return Duration.ofNanos(deadline.remainingNanos());
	}

	/** With the times, since content may become what it was. */
	private static Map<String, List<Object>> seen(Map<String, StoredFile> files) {
		Map<String, List<Object>> seen = new HashMap<>();
		files.forEach((name, file) -> seen.put(name, List.of(file.revision(), file.modified())));
		return seen;
	}

	@Override
	public void close() {
		this.stores.values().forEach(FileConfigStore::close);
	}

}
