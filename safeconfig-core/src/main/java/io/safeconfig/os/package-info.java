/**
 * What SafeConfig asks of the operating system: files, locks, processes and clocks.
 * Internal: the types are public only because the lock and the file store packages both
 * stand on them, and they may change in any release.
 * <p>
 * Every file operation of the engine goes through
 * {@link io.safeconfig.os.FileOperations}, so that a test can put a recording, failing or
 * crashing file system under it.
 */
@NullMarked
package io.safeconfig.os;

import org.jspecify.annotations.NullMarked;
