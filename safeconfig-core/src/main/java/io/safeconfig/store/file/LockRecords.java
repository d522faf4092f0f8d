package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.safeconfig.LockStrategy;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import org.jspecify.annotations.Nullable;

/**
 * Finds every lock that one of us holds or has left: by the owner record, or the marker,
 * which is there only while that is so. Lock files stay, so their number tells nothing
 * and none of them is looked at.
 * <p>
 * A directory that is as it was is not listed again. Its stamp proves that only if the
 * listing began when the stamp was older than a step of the clock of any file system:
 * else an entry could have been made after it, within the same step.
 */
final class LockRecords {

	private final FileStoreOptions options;

	private final Platform platform;

	private final NameRules rules;

	private final Path root;

	private final String suffix;

	/** Guarded by this. */
	private Map<Path, Listing> listings = new HashMap<>();

	LockRecords(FileStoreOptions options, Platform platform, NameRules rules) {
		this.options = options;
		this.platform = platform;
		this.rules = rules;
		boolean beside = options.lockLocation() == LockLocation.SIBLING;
		this.root = beside ? options.base() : OwnNames.locks(options.base());
		String lock = beside ? options.lockSuffix() : OwnNames.lockSuffix(options);
		this.suffix = (options.lockStrategy() == LockStrategy.LOCK_FILE) ? lock
				: (beside ? lock : "") + OwnNames.OWNER_SUFFIX;
	}

	/**
	 * The names of the files whose locks they are. One whose name had to be shortened
	 * appears by its hash.
	 * @param unseen gets the directories that cannot be looked at and why
	 */
	synchronized NavigableSet<String> names(List<String> unseen) throws IOException {
		NavigableSet<String> names = new TreeSet<>();
		Map<Path, Listing> seen = new HashMap<>();
		Deque<Path> directories = new ArrayDeque<>(List.of(this.root));
		while (!directories.isEmpty()) {
			Path directory = directories.pop();
			Listing listing = listing(directory, unseen);
			if (listing != null) {
				seen.put(directory, listing);
				names.addAll(listing.names());
				listing.directories().forEach(directories::push);
			}
		}
		this.listings = seen;
		return names;
	}

	private @Nullable Listing listing(Path directory, List<String> unseen) throws IOException {
		try {
			return listing(directory);
		}
		catch (IOException ex) {
			if (directory.equals(this.root)) {
				throw ex;
			}
			unseen.add("the locks in " + ConfigPaths.nameOf(this.root, directory) + ": " + SystemErrors.reason(ex));
			return null;
		}
	}

	private @Nullable Listing listing(Path directory) throws IOException {
		long began = this.platform.nanoTime().getAsLong();
		FileStamp stamp = files().stat(directory);
		if (stamp == null) {
			return null;
		}
		Listing before = this.listings.get(directory);
		if (before != null && !before.stamp().equals(stamp)) {
			before = null;
		}
		if (before != null && before.settled()) {
			return before;
		}
		long firstSeen = (before != null) ? before.firstSeen() : began;
		boolean settled = stamp.posix() && began - firstSeen > Settling.STEP.toNanos();
		List<Path> entries = entries(directory);
		return (entries != null) ? list(entries, new Listing(stamp, firstSeen, settled)) : null;
	}

	private @Nullable List<Path> entries(Path directory) throws IOException {
		try {
			return files().list(directory);
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return null; // removed, or never there: then nobody has locked anything in it
		}
	}

	private Listing list(List<Path> entries, Listing listing) throws IOException {
		for (Path entry : entries) {
			String last = entry.getFileName().toString();
			if (last.endsWith(this.suffix)) {
				addIfAllowed(ConfigPaths.nameOf(this.root, entry), listing);
			}
			else if (mayBeDirectory(last) && isDirectory(entry)) {
				listing.directories().add(entry);
			}
		}
		return listing;
	}

	private void addIfAllowed(String record, Listing listing) {
		String file = record.substring(0, record.length() - this.suffix.length());
		if (this.rules.allows(file)) {
			listing.names().add(file);
		}
	}

	/** Our own names are those of no directory that could hold a record. */
	private boolean mayBeDirectory(String name) {
		return !name.endsWith(OwnNames.LOCK_SUFFIX) && !name.startsWith(OwnNames.DIRECTORY)
				&& !name.endsWith(OwnNames.OWNER_SUFFIX) && !name.endsWith(OwnNames.MARKER_SUFFIX)
				&& !OwnNames.isTemp(name) && !OwnNames.isSibling(this.options, name);
	}

	private boolean isDirectory(Path entry) throws IOException {
		if (files().readLink(entry) != null) {
			return false; // others get at what it leads to by its own path
		}
		FileStamp stamp = files().stat(entry);
		return stamp != null && stamp.isDirectory();
	}

	private FileOperations files() {
		return this.platform.files();
	}

	/**
	 * What is in a directory.
	 *
	 * @param stamp of the directory, before it was listed
	 * @param firstSeen when that stamp was seen first, on the monotonic clock
	 * @param settled whether any later change gives it another stamp
	 * @param names of the files whose locks are held or left
	 * @param directories the directories in it
	 */
	private record Listing(FileStamp stamp, long firstSeen, boolean settled, List<String> names,
			List<Path> directories) {

		Listing(FileStamp stamp, long firstSeen, boolean settled) {
			this(stamp, firstSeen, settled, new ArrayList<>(), new ArrayList<>());
		}

	}

}
