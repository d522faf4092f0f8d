package io.safeconfig;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who holds, or held, the lock of a configuration file, as far as it is known. A process
 * that is not SafeConfig leaves no record: then only its PID is known, from the kernel.
 * Of one whose record a power failure emptied or tore nothing is known.
 *
 * @param pid the process number; in the PID namespace of the holder if a record told it;
 * 0, the number of no process, if unknown
 * @param host the host name, or {@code null} if unknown
 * @param application the name of the application, or {@code null} if unknown
 * @param thread the name of the thread, or {@code null} if unknown
 * @param operation what the holder is doing, such as {@code update}, or {@code null} if
 * unknown
 * @param since when the lock was taken, by the holder's wall clock, or {@code null} if
 * unknown
 */
public record LockOwner(long pid, @Nullable String host, @Nullable String application, @Nullable String thread,
		@Nullable String operation, @Nullable Instant since) {

	/**
	 * The owner of whom only the PID is known.
	 * @param pid the process number
	 * @return the owner
	 */
	public static LockOwner ofPid(long pid) {
		return new LockOwner(pid, null, null, null, null, null);
	}

	/**
	 * The owner of whom nothing is known, not even the PID.
	 * @return the owner
	 */
	public static LockOwner unknown() {
		return ofPid(0);
	}

	/**
	 * Whether the PID is known.
	 * @return {@code true} if {@code pid} is the number of a process
	 */
	public boolean hasPid() {
		return this.pid > 0;
	}

	/**
	 * One line for messages and logs.
	 * @return for example {@code PID 4711 (orders on host-a, thread main, update, since
	 * 2026-01-01T10:00:00Z)}, or {@code an unknown process}
	 */
	public String describe() {
		StringBuilder details = new StringBuilder();
		append(details, "", this.application);
		append(details, "on ", this.host);
		append(details, "thread ", this.thread);
		append(details, "", this.operation);
		append(details, "since ", this.since);
		String process = hasPid() ? "PID " + this.pid : "an unknown process";
		return details.isEmpty() ? process : process + " (" + details + ")";
	}

	private static void append(StringBuilder details, String label, @Nullable Object value) {
		if (value != null) {
			details.append(details.isEmpty() ? "" : ", ").append(label).append(value);
		}
	}

}
