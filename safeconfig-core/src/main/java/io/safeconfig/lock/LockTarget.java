package io.safeconfig.lock;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What to lock and where its lock lives.
 *
 * @param name the name of the configuration file, for people
 * @param lockFile the absolute path of the lock file
 * @param ownerFile the absolute path of the owner record
 * @param root the existing directory below which missing directories may be created
 * @param file the configuration file, which need not exist and whose writers must be able
 * to use the lock file; {@code null} if there is none
 * @param beforeCreating run before anything is created below the root; throws if the root
 * is not the directory that it was
 */
public record LockTarget(String name, Path lockFile, Path ownerFile, Path root, @Nullable Path file,
		Runnable beforeCreating) {

	/**
	 * Create a target below a root that stays where it is.
	 * @param name the name of the configuration file, for people
	 * @param lockFile the absolute path of the lock file
	 * @param ownerFile the absolute path of the owner record
	 * @param root the existing directory below which missing directories may be created
	 * @param file the configuration file, or {@code null}
	 */
	public LockTarget(String name, Path lockFile, Path ownerFile, Path root, @Nullable Path file) {
		this(name, lockFile, ownerFile, root, file, () -> {
		});
	}

}
