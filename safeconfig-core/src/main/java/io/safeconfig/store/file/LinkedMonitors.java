package io.safeconfig.store.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The monitors of the directories to which links lead, for whom they are part of the base
 * directory. A file in one of them is named by its absolute path, since any number of
 * links may lead to it.
 */
final class LinkedMonitors {

	/** As many as one monitor lists. */
	private static final int PAGE = 1000;

	private final LinkTargets links;

	LinkedMonitors(LinkTargets links) {
		this.links = links;
	}

	/**
	 * A file of a link target.
	 *
	 * @param monitor the monitor of its directory
	 * @param name its name in there
	 * @param path its path
	 */
	record Linked(FileStoreMonitor monitor, String name, String path) {

	}

	void each(Consumer<FileStoreMonitor> action) {
		this.links.stores().forEach((store) -> action.accept(store.monitor()));
	}

	/** What one monitor counts, with what the others do. */
	long sum(long own, ToLongFunction<FileStoreMonitor> count) {
		return own + this.links.stores().stream().map(FileConfigStore::monitor).mapToLong(count).sum();
	}

	/** The most that any of the monitors tells. */
	long most(long own, ToLongFunction<FileStoreMonitor> value) {
		return Math.max(own,
				this.links.stores().stream().map(FileConfigStore::monitor).mapToLong(value).max().orElse(own));
	}

	LockCounts add(LockCounts own) {
		return this.links.stores().stream().map((store) -> store.monitor().lockCounts()).reduce(own, LockCounts::plus);
	}

	<T> List<T> add(List<T> own, Function<FileStoreMonitor, List<T>> look) {
		List<T> all = new ArrayList<>(own);
		each((monitor) -> all.addAll(look.apply(monitor)));
		return all;
	}

	/**
	 * Where a name leads, by a link or as a path; {@code null} for the base directory.
	 */
	@Nullable Linked find(String name, String operation) {
		for (FileConfigStore store : this.links.stores()) {
			String directory = pathOf(store, "");
			if (name.startsWith(directory)) {
				return new Linked(store.monitor(), name.substring(directory.length()), name);
			}
		}
		LinkTargets.Route route = this.links.route(name, operation);
		return (route != null) ? new Linked(route.store().monitor(), route.name(), pathOf(route.store(), route.name()))
				: null;
	}

	KnownLocks addLocks(KnownLocks own, Function<FileStoreMonitor, KnownLocks> look) {
		if (this.links.stores().isEmpty()) {
			return own;
		}
		int total = own.total();
		List<LockStatus> locks = new ArrayList<>(own.locks());
		List<String> unseen = new ArrayList<>(own.unseen());
		for (FileConfigStore store : this.links.stores()) {
			KnownLocks linked = look.apply(store.monitor());
			total += linked.total();
			locks.addAll(outer(store, linked.locks()));
			linked.unseen().forEach((line) -> unseen.add(inside(store, line)));
		}
		locks.sort(Comparator.comparing(LockStatus::fileName));
		int page = Math.max(PAGE, own.locks().size());
		return new KnownLocks(total, locks.stream().limit(page).toList(), unseen);
	}

	StoreStatus addStatus(StoreStatus own) {
		StoreStatus status = own;
		for (FileConfigStore store : this.links.stores()) {
			status = add(status, store, store.monitor().check());
		}
		return status;
	}

	private static StoreStatus add(StoreStatus own, FileConfigStore store, StoreStatus linked) {
		String problem = (own.problem() == null && linked.problem() != null) ? inside(store, linked.problem())
				: own.problem();
		return new StoreStatus(problem, both(own.staleLocks(), outer(store, linked.staleLocks())),
				both(own.longHeldLocks(), outer(store, linked.longHeldLocks())),
				both(own.foreignLocks(), outer(store, linked.foreignLocks())),
				both(own.lostLocks(), paths(store, linked.lostLocks())),
				both(own.brokenLocks(), paths(store, linked.brokenLocks())),
				both(own.unrecoverableJournals(), linked.unrecoverableJournals()),
				own.pendingJournals() + linked.pendingJournals(),
				both(own.unseen(), linked.unseen().stream().map((line) -> inside(store, line)).toList()),
				both(own.putAside(), linked.putAside().stream().map((name) -> pathOf(store, name)).toList()));
	}

	private static <T> List<T> both(List<T> some, List<T> others) {
		return Stream.concat(some.stream(), others.stream()).toList();
	}

	private static Set<String> both(Set<String> some, List<String> others) {
		Set<String> both = new HashSet<>(some);
		both.addAll(others);
		return both;
	}

	private static List<String> paths(FileConfigStore store, Set<String> names) {
		return names.stream().map((name) -> pathOf(store, name)).toList();
	}

	private static List<LockStatus> outer(FileConfigStore store, List<LockStatus> locks) {
		return locks.stream().map((lock) -> lock.withFileName(pathOf(store, lock.fileName()))).toList();
	}

	private static String inside(FileConfigStore store, String line) {
		return "in '" + store.baseDirectory() + "': " + line;
	}

	/** With slashes on every platform, as names have them. */
	private static String pathOf(FileConfigStore store, String name) {
		Path base = store.baseDirectory();
		return Objects.toString(base).replace(base.getFileSystem().getSeparator(), "/") + "/" + name;
	}

}
