/**
 * Who may write: one lock for each configuration file, of the operating system on a
 * separate lock file, or a marker. Used by the file store alone; internal, and public
 * only for it.
 * <p>
 * {@link io.safeconfig.lock.FileLocks} takes a lock, {@link io.safeconfig.lock.HeldLock}
 * is the lock while it is held. Inside the JVM callers queue at a gate; the one at its
 * head queues with other processes in the kernel. A wait that would make threads of this
 * JVM wait for each other in a circle is refused before it begins. The operating system's
 * lock, or a marker, is the only authority: owner records, ages and process numbers tell
 * people who holds a lock and never give one to anybody. A record of a process that lives
 * can only take one away: who is given a lock whose holder lives is refused.
 */
@NullMarked
package io.safeconfig.lock;

import org.jspecify.annotations.NullMarked;
