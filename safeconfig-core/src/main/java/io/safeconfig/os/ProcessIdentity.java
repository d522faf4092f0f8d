package io.safeconfig.os;

import org.jspecify.annotations.Nullable;

/**
 * Which process, beyond doubt: a PID alone is reused after a while, is another process
 * after a reboot, and means something else in every PID namespace.
 *
 * @param host the host name
 * @param bootId what the kernel drew at boot; {@code null} where it is not told
 * @param pidNamespace the namespace that the PID belongs to; {@code null} where there is
 * none
 * @param pid the process number in that namespace
 * @param startTicks when the process started, in the kernel's raw unit; {@code null}
 * where it is not told
 * @param timeNamespace the namespace whose clock the start is told by; {@code null} where
 * there is none
 */
public record ProcessIdentity(String host, @Nullable String bootId, @Nullable String pidNamespace, long pid,
		@Nullable String startTicks, @Nullable String timeNamespace) {
}
