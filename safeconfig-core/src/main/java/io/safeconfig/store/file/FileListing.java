package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import org.jspecify.annotations.Nullable;
import io.safeconfig.os.SystemErrors;

/**
 * Finds all configuration files. Hidden files and directories are left out, and with them
 * SafeConfig's own, and so are names that the user wants ignored; links to directories
 * are not followed, since they may go in circles.
 */
final class FileListing {

	private final FileOperations files;

	private final Path base;

	private final NameRules rules;

	private final ConfigPaths paths;

	private final IgnoredNames ignored;

	FileListing(FileOperations files, Path base, NameRules rules, ConfigPaths paths, IgnoredNames ignored) {
		this.paths = paths;
		this.ignored = ignored;
		this.files = files;
		this.base = base;
		this.rules = rules;
	}

	List<String> names() {
		List<String> names = new ArrayList<>();
		Deque<Path> directories = new ArrayDeque<>(List.of(this.base));
		try {
			while (!directories.isEmpty()) {
				visit(directories.pop(), names, directories);
			}
		}
		catch (IOException ex) {
			throw new ConfigStorageException("",
					"Cannot list the files in '" + this.base + "': " + SystemErrors.reason(ex),
					SystemErrors.nextStep(ex), ex);
		}
		Collections.sort(names);
		return Collections.unmodifiableList(names);
	}

	private void visit(Path directory, List<String> names, Deque<Path> directories) throws IOException {
		for (Path entry : entries(directory)) {
			if (entry.getFileName().toString().startsWith(".")) {
				continue;
			}
			FileStamp stamp = stat(entry);
			if (stamp == null && this.files.readLink(entry) != null) {
				stamp = statAgain(entry);
			}
			if (stamp != null && stamp.isFile()) {
				addIfAllowed(names, ConfigPaths.nameOf(this.base, entry));
			}
			else if (stamp != null && stamp.isDirectory() && this.files.readLink(entry) == null) {
				directories.push(entry);
			}
		}
	}

	/**
	 * Null for what cannot be a configuration file: a link that leads nowhere or in
	 * circles.
	 */
	private @Nullable FileStamp stat(Path entry) throws IOException {
		try {
			return this.files.stat(entry);
		}
		catch (FileSystemException ex) {
			if (this.files.readLink(entry) == null) {
				throw ex;
			}
			return null;
		}
	}

	/** A link leads nowhere if it does not lead elsewhere after it was followed. */
	private @Nullable FileStamp statAgain(Path link) throws IOException {
		String name = ConfigPaths.nameOf(this.base, link);
		for (int attempt = 0; attempt < TurnedLinks.ATTEMPTS; attempt++) {
			ResolvedFile before = follow(name);
			FileStamp stamp = stat(link);
			if (stamp != null || before == null || before.equals(follow(name))) {
				return stamp;
			}
		}
		throw TurnedLinks.allTheTime("list", name);
	}

	/** Null for what leads where no configuration file can be. */
	private @Nullable ResolvedFile follow(String name) throws IOException {
		try {
			return this.paths.resolve(name);
		}
		catch (InvalidConfigNameException ex) {
			return null;
		}
	}

	private List<Path> entries(Path directory) throws IOException {
		try {
			return this.files.list(directory);
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			if (directory.equals(this.base)) {
				throw ex;
			}
			return List.of(); // removed while we were on the way
		}
	}

	private void addIfAllowed(List<String> names, String name) {
		if (this.rules.allows(name) && !this.ignored.contain(name)) {
			names.add(name);
		}
	}

}
