package io.safeconfig.store.file;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who waits for a lock.
 *
 * @param pid the process; 0, the number of no process, if unknown
 * @param thread the name of the thread; {@code null} for another process
 * @param operation what for; {@code null} for another process
 * @param waited how long so far, on a monotonic clock; {@code null} for another process
 */
public record LockWaiter(long pid, @Nullable String thread, @Nullable String operation, @Nullable Duration waited) {
}
