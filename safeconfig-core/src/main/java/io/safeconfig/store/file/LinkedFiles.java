package io.safeconfig.store.file;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigVersion;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.CommitResult;
import io.safeconfig.store.CommitResult.Committed;
import io.safeconfig.store.CommitResult.Conflict;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.LockedFiles;
import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;

/**
 * Locked files of a link target, by the names that the base directory has for them. A
 * link that is turned after its file was locked is a conflict, as it is within a
 * directory.
 */
final class LinkedFiles implements LockedFiles {

	private final LinkTargets targets;

	private final FileConfigStore store;

	private final String operation;

	/** By outer name. */
	private final Map<String, LinkTargets.Route> routes = new HashMap<>();

	/** Reads what any outer name leads to. */
	private final Function<String, Optional<StoredFile>> reader;

	private final LockedFiles locked;

	LinkedFiles(LinkTargets targets, Map<String, LinkTargets.Route> routes, Duration timeout, Duration unorderedTimeout,
			String operation, Function<String, Optional<StoredFile>> reader) {
		this.targets = targets;
		this.operation = operation;
		this.reader = reader;
		this.store = routes.values().iterator().next().store();
		this.locked = this.store.lock(innerNames(routes), timeout, unorderedTimeout, operation);
		this.routes.putAll(routes);
	}

	/** Whether each name leads where it led when its file was looked for. */
	boolean areStill() {
		return this.routes.entrySet()
			.stream()
			.allMatch((route) -> route.getValue().equals(this.targets.route(route.getKey(), this.operation)));
	}

	private Set<String> innerNames(Map<String, LinkTargets.Route> added) {
		Map<String, String> outer = new HashMap<>();
		this.routes.forEach((name, route) -> outer.put(route.name(), name));
		added.forEach((name, route) -> {
			String other = outer.putIfAbsent(route.name(), name);
			if (other != null && !other.equals(name)) {
				throw new InvalidConfigNameException(name,
						"it is the same file as '" + other + "', which the transaction has by that name");
			}
		});
		Set<String> names = new HashSet<>();
		added.values().forEach((route) -> names.add(route.name()));
		return names;
	}

	@Override
	public void add(Set<String> names, Duration timeout, Duration unorderedTimeout) {
		Map<String, LinkTargets.Route> added = this.targets.routes(names, this.operation);
		for (String name : names) {
			LinkTargets.Route route = added.get(name);
			if (route == null || route.store() != this.store) {
				throw new InvalidConfigNameException(name,
						"the other files of the transaction lie in '" + this.store.baseDirectory()
								+ "': files of two directories cannot be locked, or changed, together");
			}
		}
		this.locked.add(innerNames(added), timeout, unorderedTimeout);
		this.routes.putAll(added);
	}

	@Override
	public Optional<StoredFile> read(String name) {
		Optional<StoredFile> file = this.locked.read(inner(name));
		Optional<Conflict> turned = file.isPresent() ? Optional.empty() : turned(Set.of(name));
		if (turned.isPresent()) {
			Revision found = turned.get().found();
			throw new ConfigConflictException(name, this.operation, null, null,
					found.isAbsent() ? null : new ConfigVersion(found.value()));
		}
		return file;
	}

	@Override
	public void makeDurable(String name) {
		this.locked.makeDurable(inner(name));
	}

	@Override
	public Optional<Conflict> prepare(ChangeSet changes) {
		Optional<Conflict> turned = turned(changes.expected().keySet());
		return turned.isPresent() ? turned : this.locked.prepare(inner(changes)).map(this::outer);
	}

	@Override
	public CommitResult commit(ChangeSet changes) {
		Optional<Conflict> turned = turned(changes.expected().keySet());
		if (turned.isPresent()) {
			return turned.get();
		}
		CommitResult result = this.locked.commit(inner(changes));
		if (result instanceof Conflict conflict) {
			return outer(conflict);
		}
		Map<String, StoredFile> files = new HashMap<>();
		Map<String, StoredFile> committed = ((Committed) result).files();
		for (String name : changes.changes().keySet()) {
			StoredFile file = committed.get(inner(name));
			if (file != null) {
				files.put(name, file);
			}
		}
		return new Committed(files);
	}

	/** The first file to which its link does not lead any more. */
	private Optional<Conflict> turned(Set<String> names) {
		for (String name : names) {
			if (!route(name).equals(this.targets.route(name, this.operation))) {
				Revision found = this.reader.apply(name).map(StoredFile::revision).orElse(Revision.ABSENT);
				return Optional.of(new Conflict(name, found));
			}
		}
		return Optional.empty();
	}

	private ChangeSet inner(ChangeSet changes) {
		SortedMap<String, Revision> expected = new TreeMap<>();
		changes.expected().forEach((name, revision) -> expected.put(inner(name), revision));
		SortedMap<String, FileChange> inner = new TreeMap<>();
		changes.changes().forEach((name, change) -> {
			if (change instanceof FileChange.Remove && route(name).link()) {
				throw new InvalidConfigNameException(name, "it is a symbolic link to a file of another directory, '"
						+ this.store.baseDirectory() + "': remove the link itself");
			}
			inner.put(inner(name), change);
		});
		return new ChangeSet(expected, inner, changes.operation());
	}

	private Conflict outer(Conflict conflict) {
		for (Map.Entry<String, LinkTargets.Route> route : this.routes.entrySet()) {
			if (route.getValue().name().equals(conflict.name())) {
				return new Conflict(route.getKey(), conflict.found());
			}
		}
		return conflict;
	}

	private String inner(String name) {
		return route(name).name();
	}

	private LinkTargets.Route route(String name) {
		LinkTargets.Route route = this.routes.get(name);
		if (route == null) {
			throw new IllegalArgumentException("'" + name + "' is not locked");
		}
		return route;
	}

	@Override
	public void close() {
		this.locked.close();
	}

}
