package io.safeconfig.os;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine, as {@code /proc} of Linux tells them (proc(5)). On other
 * systems it knows only the PID of the current process.
 */
public final class ProcessTable {

	private static final Path PROC = Path.of("/proc");

	private static final int LIMIT = 16 * 1024;

	/** Index of "starttime" counted from the field after the command name, proc(5). */
	private static final int START_FIELD = 19;

	private final FileOperations files;

	/**
	 * Create a table.
	 * @param files how to read {@code /proc}
	 */
	public ProcessTable(FileOperations files) {
		this.files = files;
	}

	/**
	 * The identity of the current process.
	 * @return the identity; what the system does not tell is {@code null}
	 */
	public ProcessIdentity current() {
		long pid = ProcessHandle.current().pid();
		return new ProcessIdentity(hostName(), text(PROC.resolve("sys/kernel/random/boot_id")), pidNamespace(), pid,
				startTicks(pid));
	}

	/**
	 * In clock ticks since boot: raw, since every conversion needs a clock that can jump.
	 */
	private @Nullable String startTicks(long pid) {
		String stat = text(PROC.resolve(pid + "/stat"));
		if (stat == null) {
			return null;
		}
		// the command name may hold spaces and brackets: fields count from the last one
		String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
		return (fields.length > START_FIELD) ? fields[START_FIELD] : null;
	}

	private @Nullable String pidNamespace() {
		try {
			Path target = this.files.readLink(PROC.resolve("self/ns/pid"));
			return (target != null) ? target.toString() : null;
		}
		catch (IOException ex) {
			return null; // hidden, or another platform: unknown
		}
	}

	private @Nullable String text(Path path) {
		try {
			return new String(this.files.read(path, LIMIT), StandardCharsets.UTF_8).trim();
		}
		catch (IOException ex) {
			return null; // as above
		}
	}

	private String hostName() {
		String kernel = text(PROC.resolve("sys/kernel/hostname"));
		if (kernel != null) {
			return kernel;
		}
		String windows = System.getenv("COMPUTERNAME");
		if (windows != null) {
			return windows;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown-host";
		}
	}

}
