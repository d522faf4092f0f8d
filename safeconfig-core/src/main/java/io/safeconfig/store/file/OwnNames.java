package io.safeconfig.store.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import io.safeconfig.LockStrategy;
import io.safeconfig.store.Revision;

/** How SafeConfig names its own files, and which of the names it finds are its own. */
final class OwnNames {

	/** The directory for everything that is not beside a configuration file. */
	static final String DIRECTORY = ".safeconfig";

	static final String LOCK_SUFFIX = ".lck";

	static final String OWNER_SUFFIX = ".owner";

	/** Not that of a lock file, which may lie there from another strategy. */
	static final String MARKER_SUFFIX = ".marker";

	private static final String TEMP_SUFFIX = ".sctmp";

	/** Stands between the name of a file and the time of what was put aside. */
	private static final String CONFLICT = ".safeconfig-conflict-";

	/** NAME_MAX of the common file systems, in bytes. */
	private static final int LONGEST = 255;

	private static final int HASH_LENGTH = 40;

	private static final Pattern NONCE = Pattern.compile("[0-9a-f]{16}");

	private OwnNames() {
	}

	static Path lockFile(FileStoreOptions options, String name) {
		if (options.lockLocation() == LockLocation.SIBLING) {
			return suffixed(options.base().resolve(name), options.lockSuffix());
		}
		return suffixed(locks(options.base()).resolve(name), lockSuffix(options));
	}

	/** The suffix of lock files in the directory of their own. */
	static String lockSuffix(FileStoreOptions options) {
		return (options.lockStrategy() == LockStrategy.LOCK_FILE) ? MARKER_SUFFIX : LOCK_SUFFIX;
	}

	static Path ownerFile(FileStoreOptions options, String name) {
		if (options.lockLocation() == LockLocation.SIBLING) {
			return suffixed(options.base().resolve(name), options.lockSuffix() + OWNER_SUFFIX);
		}
		return suffixed(locks(options.base()).resolve(name), OWNER_SUFFIX);
	}

	/** The lock file of the start-up probe, which guards no configuration file. */
	static Path probeFile(FileStoreOptions options) {
		return (options.lockLocation() == LockLocation.SIBLING)
				? options.base().resolve(DIRECTORY + "-probe" + options.lockSuffix())
				: options.base().resolve(DIRECTORY).resolve("probe" + lockSuffix(options));
	}

	/** Tells how the files are locked. */
	static Path agreement(Path base) {
		return base.resolve(DIRECTORY + "-locking");
	}

	/** The same before it gets its name. No configuration file has such a temp. */
	static Path freshAgreement(Path base, String nonce) {
		return base.resolve(DIRECTORY + "-locking." + nonce + ".new" + TEMP_SUFFIX);
	}

	/** Decides who writes that. */
	static Path agreementClaim(Path base) {
		return base.resolve(DIRECTORY + "-locking-claim");
	}

	/** What is created, replaced and removed when a store is opened. */
	static Path probe(Path base) {
		return base.resolve(DIRECTORY + "-probe");
	}

	/** What is created and removed to find out whether that is possible. */
	static Path health(Path base) {
		return base.resolve(DIRECTORY + "-health");
	}

	/** What is created and removed to find out whether leases are granted. */
	static Path leaseProbe(Path base, String nonce) {
		return base.resolve(DIRECTORY + "-lease-" + nonce);
	}

	/** The directory of journals. */
	static Path journals(Path base) {
		return base.resolve(DIRECTORY).resolve("journal");
	}

	/** There for good once any file was written in place. */
	static Path inPlace(Path base) {
		return base.resolve(DIRECTORY).resolve("in-place");
	}

	/** The directory of lock files, where they do not lie beside their files. */
	static Path locks(Path base) {
		return base.resolve(DIRECTORY).resolve("locks");
	}

	private static Path suffixed(Path path, String suffix) {
		return path.resolveSibling(fitting(path.getFileName().toString(), suffix.length()) + suffix);
	}

	static Path temp(Path target, String nonce) {
		return target.resolveSibling(tempPrefix(target) + nonce + TEMP_SUFFIX);
	}

	/** Whether a path is a temp of this target, and not one of {@code <target>.other}. */
	static boolean isTempOf(Path target, Path path) {
		String name = path.getFileName().toString();
		String prefix = tempPrefix(target);
		return name.startsWith(prefix) && name.endsWith(TEMP_SUFFIX)
				&& name.length() > prefix.length() + TEMP_SUFFIX.length()
				&& NONCE.matcher(name.substring(prefix.length(), name.length() - TEMP_SUFFIX.length())).matches();
	}

	private static String tempPrefix(Path target) {
		int added = 2 + 16 + TEMP_SUFFIX.length();
		return "." + fitting(target.getFileName().toString(), added) + ".";
	}

	/** A name that stays within the limit of the file system once something is added. */
	private static String fitting(String name, int added) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		return (bytes.length + added <= LONGEST) ? name : Revision.of(bytes).value().substring(0, HASH_LENGTH);
	}

	/**
	 * Where something is put aside that was written to a file too late.
	 * @param label when, and what else makes it unique
	 */
	static Path conflict(Path target, String label) {
		return suffixed(target, CONFLICT + label);
	}

	/** Whether the last part of a name is that of something put aside. */
	static boolean isConflict(String part) {
		return part.contains(CONFLICT);
	}

	/** Whether a part of a name could be mistaken for a temp. */
	static boolean isTemp(String part) {
		return part.startsWith(".") && part.endsWith(TEMP_SUFFIX);
	}

	/** Whether the last part of a name is a lock file or owner record beside its file. */
	static boolean isSibling(FileStoreOptions options, String part) {
		return options.lockLocation() == LockLocation.SIBLING
				&& endsWith(part, options.lockSuffix(), options.lockSuffix() + OWNER_SUFFIX);
	}

	/** In any case, since that is the same file on some file systems. */
	private static boolean endsWith(String part, String... suffixes) {
		String lower = part.toLowerCase(Locale.ROOT);
		return Arrays.stream(suffixes).anyMatch((suffix) -> lower.endsWith(suffix.toLowerCase(Locale.ROOT)));
	}

}
