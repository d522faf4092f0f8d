package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;

/**
 * Finds the files that somebody has locked at some time. One whose name had to be
 * shortened is found only if it is there, or this process has locked it.
 */
final class LockNames {

	private final FileStoreOptions options;

	private final FileOperations files;

	private final NameRules rules;

	private final FileListing listing;

	LockNames(FileStoreOptions options, FileOperations files, NameRules rules, FileListing listing) {
		this.options = options;
		this.files = files;
		this.rules = rules;
		this.listing = listing;
	}

	/** Their names, as far as the lock files tell. */
	NavigableSet<String> find() throws IOException {
		NavigableSet<String> names = new TreeSet<>();
		if (this.options.lockLocation() == LockLocation.SIBLING) {
			names.addAll(this.listing.names());
			return names;
		}
		Path root = OwnNames.locks(this.options.base());
		Deque<Path> directories = new ArrayDeque<>(List.of(root));
		while (!directories.isEmpty()) {
			for (Path entry : entries(directories.pop())) {
				visit(root, entry, names, directories);
			}
		}
		return names;
	}

	private void visit(Path root, Path entry, NavigableSet<String> names, Deque<Path> directories) throws IOException {
		String name = ConfigPaths.nameOf(root, entry);
		String suffix = OwnNames.lockSuffix(this.options);
		if (name.endsWith(suffix)) {
			addIfAllowed(names, name.substring(0, name.length() - suffix.length()));
		}
		else if (!name.endsWith(OwnNames.OWNER_SUFFIX) && !name.endsWith(OwnNames.LOCK_SUFFIX)) {
			FileStamp stamp = (this.files.readLink(entry) == null) ? this.files.stat(entry) : null;
			if (stamp != null && stamp.isDirectory()) {
				directories.push(entry);
			}
		}
	}

	private void addIfAllowed(NavigableSet<String> names, String name) {
		if (this.rules.allows(name)) {
			names.add(name);
		}
	}

	private List<Path> entries(Path directory) throws IOException {
		try {
			return this.files.list(directory);
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return List.of();
		}
	}

}
