package io.safeconfig.store.file;

import java.nio.file.Path;
import java.time.Duration;

import io.safeconfig.ConfigFileListener;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a file store, once they are checked.
 *
 * @param base the base directory: an absolute path, real once the store is open
 * @param lockLocation where lock files live
 * @param lockSuffix the suffix of lock files beside their files
 * @param maxFileSize bytes
 * @param durability what a change waits for
 * @param application the name told to others, or {@code null}
 * @param listener hears of stale locks
 * @param holdWarning how long a lock may be held before that is worth a warning
 */
record FileStoreOptions(Path base, LockLocation lockLocation, String lockSuffix, int maxFileSize, Durability durability,
		@Nullable String application, ConfigFileListener listener, Duration holdWarning) {

	FileStoreOptions withBase(Path realBase) {
		return new FileStoreOptions(realBase, this.lockLocation, this.lockSuffix, this.maxFileSize, this.durability,
				this.application, this.listener, this.holdWarning);
	}

}
