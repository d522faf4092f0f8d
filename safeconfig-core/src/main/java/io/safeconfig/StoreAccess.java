package io.safeconfig;

import java.time.Duration;

import io.safeconfig.store.ConfigStore;

/**
 * A store and how it is used.
 *
 * @param store the store
 * @param lockTimeout how long to wait for a lock
 * @param deadlockTimeout how long to wait for a lock out of the common order
 * @param announcer tells of commits
 * @param work follows what is done
 * @param support how files are read
 */
record StoreAccess(ConfigStore store, Duration lockTimeout, Duration deadlockTimeout, CommitAnnouncer announcer,
		WorkListener work, DocumentSupport support) {
}
