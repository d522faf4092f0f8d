package io.safeconfig.lock;

import java.nio.file.Path;

import io.safeconfig.os.FileStamp;
import org.jspecify.annotations.Nullable;

/**
 * What to lock and where its lock lives.
 *
 * @param name the name of the configuration file, for people
 * @param lockFile the absolute path of the lock file
 * @param ownerFile the absolute path of the owner record
 * @param root the existing directory below which missing directories may be created
 * @param file the configuration file, whose writers must be able to use the lock file;
 * {@code null} if it is absent
 */
public record LockTarget(String name, Path lockFile, Path ownerFile, Path root, @Nullable FileStamp file) {
}
