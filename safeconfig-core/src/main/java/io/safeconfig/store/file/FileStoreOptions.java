package io.safeconfig.store.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a file store, once they are checked.
 *
 * @param base the base directory: an absolute path, real once the store is open
 * @param lockStrategy what keeps other processes out
 * @param lockLocation where lock files live
 * @param lockSuffix the suffix of lock files beside their files
 * @param maxFileSize bytes
 * @param durability what a change waits for
 * @param application the name told to others, or {@code null}
 * @param listener hears of stale locks
 * @param holdWarning how long a lock may be held before that is worth a warning
 * @param probeScope how much is looked at when the store is opened
 * @param removeUnusedLocks whether lock files of files that are gone may be removed
 * @param ignored the names that listings leave out
 * @param onNonAtomic what happens to a file that cannot be replaced
 * @param readOnly whether nothing is ever written
 * @param linkTargets directories elsewhere to which links may lead: absolute paths, real
 * once the store is open
 */
record FileStoreOptions(Path base, LockStrategy lockStrategy, LockLocation lockLocation, String lockSuffix,
		int maxFileSize, Durability durability, @Nullable String application, ConfigFileListener listener,
		Duration holdWarning, ProbeScope probeScope, boolean removeUnusedLocks, IgnoredNames ignored,
		NonAtomicWrite onNonAtomic, boolean readOnly, List<Path> linkTargets) {

	/** For a link target, from which no link leads further. */
	FileStoreOptions forLinkTarget(Path target) {
		return with(target, List.of());
	}

	FileStoreOptions withBase(Path realBase) {
		return with(realBase, this.linkTargets);
	}

	FileStoreOptions withLinkTargets(List<Path> real) {
		return with(this.base, real);
	}

	private FileStoreOptions with(Path base, List<Path> targets) {
		return new FileStoreOptions(base, this.lockStrategy, this.lockLocation, this.lockSuffix, this.maxFileSize,
				this.durability, this.application, this.listener, this.holdWarning, this.probeScope,
				this.removeUnusedLocks, this.ignored, this.onNonAtomic, this.readOnly, targets);
	}

}
