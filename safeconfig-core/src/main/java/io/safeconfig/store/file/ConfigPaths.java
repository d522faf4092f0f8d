package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import org.jspecify.annotations.Nullable;

/**
 * Follows a name through directories and symbolic links to the file, which need not
 * exist, and makes sure that it lies inside the base directory.
 */
final class ConfigPaths {

	/** As many as Linux follows, path_resolution(7). */
	private static final int MAX_LINKS = 40;

	private static final Path PARENT = Path.of("..");

	private final FileOperations files;

	private final Path base;

	private final NameRules rules;

	private final IgnoredNames ignored;

	/** Real paths of directories elsewhere to which links may lead. */
	private final List<Path> linkTargets;

	ConfigPaths(FileOperations files, FileStoreOptions options, NameRules rules) {
		this.ignored = options.ignored();
		this.files = files;
		this.base = options.base();
		this.linkTargets = options.linkTargets();
		this.rules = rules;
	}

	/**
	 * Where a link leads out of the base directory.
	 *
	 * @param directory the link target that it leads to, or into
	 * @param name the rest of the way from there, whose links have not been followed;
	 * empty for the directory itself
	 * @param link whether the name is that of a link, and not of something behind it
	 */
	record Crossing(Path directory, String name, boolean link) {

	}

	/**
	 * Refuse a name outside the rules before anything is touched.
	 * @throws InvalidConfigNameException if it is
	 */
	void requireAllowed(String name) {
		this.rules.check(name);
	}

	/** The path that the kernel follows by itself; the name must have been checked. */
	Path unresolved(String name) {
		return this.base.resolve(name);
	}

	/** The name of a path below the base directory. */
	String nameOf(Path path) {
		return nameOf(this.base, path);
	}

	/** Whether a file of this name appears in listings: neither hidden nor ignored. */
	boolean isListed(String name) {
		return !name.startsWith(".") && !name.contains("/.") && !this.ignored.contain(name);
	}

	/**
	 * Where a name leads if no part of it is a link, whatever is there.
	 * @throws InvalidConfigNameException if the name is outside the rules
	 */
	ResolvedFile literally(String name) {
		this.rules.check(name);
		Path path = this.base.resolve(name);
		return new ResolvedFile(name, name, path, path);
	}

	/**
	 * Where a name leaves the base directory for a link target, {@code null} if it does
	 * not.
	 * @throws InvalidConfigNameException if the name is outside the rules
	 */
	@Nullable Crossing crossing(String name) throws IOException {
		if (this.linkTargets.isEmpty()) {
			return null;
		}
		this.rules.check(name);
		return new Walk(name).toLinkTarget();
	}

	ResolvedFile resolve(String name) throws IOException {
		this.rules.check(name);
		Walk walk = new Walk(name);
		Path file = walk.toEnd();
		if (!file.startsWith(this.base)) {
			throw leavesBase(name, file);
		}
		requireDirectories(name, file);
		requireNoOtherLinks(name, file);
		String canonical = nameOf(this.base, file);
		if (!this.rules.allows(canonical)) {
			throw new InvalidConfigNameException(name, "a symbolic link in it leads to a file of SafeConfig itself");
		}
		return new ResolvedFile(name, canonical, Objects.requireNonNull(walk.entry), file);
	}

	/** The name of a path below a base directory. */
	static String nameOf(Path base, Path path) {
		return base.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
	}

	/** From the top, since a look below a file is an error that says less. */
	private void requireDirectories(String name, Path file) throws IOException {
		Path parent = Objects.requireNonNull(file.getParent());
		for (int parts = this.base.getNameCount() + 1; parts <= parent.getNameCount(); parts++) {
			Path below = Objects.requireNonNull(parent.getRoot()).resolve(parent.subpath(0, parts));
			FileStamp stamp = this.files.stat(below);
			if (stamp == null) {
				return;
			}
			if (!stamp.isDirectory()) {
				throw new InvalidConfigNameException(name, "a part of it before the last is a file");
			}
			if (this.files.stat(below.resolve(OwnNames.DIRECTORY)) != null) {
				// its locks are others than ours, and each side would ignore the other's
				throw new InvalidConfigNameException(name,
						"the directory '" + below
								+ "' is, or was, the base directory of another store; if it is no longer,"
								+ " remove its " + OwnNames.DIRECTORY);
			}
		}
	}

	/** On Windows there are links that are no symbolic links: ask the system too. */
	private void requireNoOtherLinks(String name, Path file) throws IOException {
		FileStamp stamp = this.files.stat(file);
		if (stamp != null && !stamp.posix() && !this.files.realPath(file).startsWith(this.base)) {
			throw leavesBase(name, file);
		}
	}

	private InvalidConfigNameException leavesBase(String name, Path file) {
		for (Path target : this.linkTargets) {
			if (file.startsWith(target)) {
				return new InvalidConfigNameException(name, LinkTargets.ANOTHER_DIRECTORY.formatted(target));
			}
		}
		return new InvalidConfigNameException(name, "a symbolic link in it leads out of the base directory; if that is"
				+ " wanted, name the directory that it leads to in safeconfig.links.allowed-targets");
	}

	/** Resolves one part after the other, so that the path walked so far has no links. */
	private final class Walk {

		private final String name;

		private final Deque<Path> ahead = new ArrayDeque<>();

		private Path reached = ConfigPaths.this.base;

		private int links;

		/** Where the last part of the name itself lies, before any link in it. */
		private @Nullable Path entry;

		private int partsOfName;

		private Walk(String name) {
			this.name = name;
			Path relative = Path.of(name);
			relative.forEach(this.ahead::addLast);
			this.partsOfName = relative.getNameCount();
		}

		private Path toEnd() throws IOException {
			while (!this.ahead.isEmpty()) {
				step(this.ahead.removeFirst());
			}
			return this.reached;
		}

		/**
		 * Stops at the directory and leaves the rest of the way to the one who knows it:
		 * a link in there that is turned is turned for all who use that directory.
		 */
		private @Nullable Crossing toLinkTarget() throws IOException {
			while (!this.ahead.isEmpty()) {
				step(this.ahead.removeFirst());
				Path target = this.ahead.contains(PARENT) ? null : targetAround(this.reached);
				if (target != null) {
					return new Crossing(target, rest(target), this.partsOfName == 0);
				}
			}
			return null;
		}

		private @Nullable Path targetAround(Path path) {
			for (Path target : ConfigPaths.this.linkTargets) {
				if (path.startsWith(target)) {
					return target;
				}
			}
			return null;
		}

		private String rest(Path target) {
			Path rest = this.reached;
			for (Path part : this.ahead) {
				rest = rest.resolve(part);
			}
			return nameOf(target, rest.normalize()); // nothing leads up any more
		}

		private void step(Path part) throws IOException {
			if (part.equals(PARENT)) { // only ever part of a link's target
				Path parent = this.reached.getParent();
				this.reached = (parent != null) ? parent : this.reached;
				return;
			}
			Path next = this.reached.resolve(part).normalize();
			if (this.ahead.size() < this.partsOfName) {
				this.partsOfName = this.ahead.size();
				this.entry = next;
			}
			Path target = ConfigPaths.this.files.readLink(next);
			if (target == null) {
				this.reached = next;
				return;
			}
			follow(target);
		}

		private void follow(Path target) {
			if (++this.links > MAX_LINKS) {
				throw new InvalidConfigNameException(this.name, "it leads through too many symbolic links");
			}
			if (target.isAbsolute()) {
				this.reached = Objects.requireNonNull(target.getRoot());
			}
			for (int i = target.getNameCount() - 1; i >= 0; i--) {
				this.ahead.addFirst(target.getName(i));
			}
		}

	}

}
