package io.safeconfig.os;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine, as {@code /proc} of Linux tells them (proc(5)). On other
 * systems it knows only the PID of the current process.
 */
public final class ProcessTable {

	private static final Path PROC = Path.of("/proc");

	private static final Path SELF = PROC.resolve("self");

	private static final Path MOUNTS = SELF.resolve("mountinfo");

	private static final int LIMIT = 16 * 1024;

	private static final int MOUNTS_LIMIT = 16 * 1024 * 1024;

	/** Indexes counted from the field after the command name, proc(5). */
	private static final int STATE_FIELD = 0;

	private static final int THREADS_FIELD = 17;

	private static final int START_FIELD = 19;

	/** Index of "flags", counted likewise. */
	private static final int FLAGS_FIELD = 6;

	/** PF_EXITING of Linux: the process is being ended. */
	private static final long EXITING = 4;

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
		// not by its number: where /proc is of another namespace, that is another process
		return new ProcessIdentity(hostName(), text(PROC.resolve("sys/kernel/random/boot_id")), namespace("pid"),
				ProcessHandle.current().pid(), startTicks(text(SELF.resolve("stat"))), namespace("time"));
	}

	/**
	 * Whether a process has ended, beyond doubt. What cannot be looked at is alive: a
	 * process of another host or another PID namespace, and every process where this one
	 * is not told of all. Age proves nothing.
	 * @param process a process
	 * @param self the current process
	 * @return {@code true} if it is certain that it does not run any more
	 */
	public boolean isProvedGone(ProcessIdentity process, ProcessIdentity self) {
		if (!isSameSystem(process, self) || !seesAll(self.pid())) {
			return false;
		}
		try {
			byte[] stat = this.files.read(PROC.resolve(process.pid() + "/stat"), LIMIT);
			String now = new String(stat, StandardCharsets.UTF_8);
			boolean other = isOther(startTicks(now), process.startTicks())
					&& isKnown(process.timeNamespace(), self.timeNamespace());
			return other || isLifeless(now);
		}
		catch (NoSuchFileException ex) {
			return true;
		}
		catch (IOException ex) {
			return false; // hidden, or it ends right now
		}
	}

	/**
	 * Whether a process runs, beyond doubt: the same one, not another with its number,
	 * and not one that has let go of its files already.
	 * @param process a process
	 * @param self the current process
	 * @return {@code true} if it is certain that it runs
	 */
	public boolean isProvedAlive(ProcessIdentity process, ProcessIdentity self) {
		if (!isSameSystem(process, self) || process.startTicks() == null
				|| !Objects.equals(process.timeNamespace(), self.timeNamespace())) {
			return false;
		}
		String stat = text(PROC.resolve(process.pid() + "/stat"));
		return process.startTicks().equals(startTicks(stat)) && isRunning(stat) && isOfOwnNamespace(self.pid());
	}

	/**
	 * A zombie has no files any more, and its locks are gone. So are those of a process
	 * on its way there, which shows another state until its parent is told: the kernel
	 * sets the flag before it closes the files (do_exit in kernel/exit.c), so whoever got
	 * a lock because its holder was killed sees the flag.
	 */
	private static boolean isRunning(@Nullable String stat) {
		String[] fields = (stat != null) ? fields(stat) : new String[0];
		try {
			return fields.length > FLAGS_FIELD && !fields[0].equals("Z") && !fields[0].equals("X")
					&& (Long.parseLong(fields[FLAGS_FIELD]) & EXITING) == 0;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	/** Two containers may have one host name, and both a process with the PID 1. */
	private static boolean isSameSystem(ProcessIdentity process, ProcessIdentity self) {
		return process.pid() > 0 && process.host().equals(self.host()) && isKnown(process.bootId(), self.bootId())
				&& isKnown(process.pidNamespace(), self.pidNamespace());
	}

	private static boolean isKnown(@Nullable String theirs, @Nullable String ours) {
		return theirs != null && theirs.equals(ours);
	}

	private static boolean isOther(@Nullable String start, @Nullable String recorded) {
		return start != null && recorded != null && !start.equals(recorded);
	}

	/**
	 * Whether the number is that of a process of which nothing is left but its exit
	 * status, for which nobody has asked yet; in a container whose first process asks for
	 * none, that can be for ever. The state alone does not tell: the first thread of a
	 * process may end before the others, and is shown as a zombie while they go on. But
	 * it becomes one after it gave up its files (do_exit of Linux), the others are
	 * counted until they have done that too, and only who runs can start another. So a
	 * zombie that is its own last thread holds no file open and changes none any more,
	 * and so did whoever had the number before it.
	 */
	private static boolean isLifeless(String stat) {
		return "Z".equals(field(stat, STATE_FIELD)) && "1".equals(field(stat, THREADS_FIELD));
	}

	/**
	 * Whether {@code /proc} is of our own PID namespace and shows the processes of other
	 * users: the option {@code hidepid} of proc(5) hides them as if they did not exist.
	 */
	private boolean seesAll(long self) {
		try {
			String mounts = new String(this.files.read(MOUNTS, MOUNTS_LIMIT), StandardCharsets.UTF_8);
			return isOfOwnNamespace(self) && mounts.lines().noneMatch(ProcessTable::hidesProcesses);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean isOfOwnNamespace(long self) {
		String status = text(SELF.resolve("status"));
		// seen from an outer namespace, a process has a number for each one inside
		return status != null && status.lines().anyMatch(("NSpid:\t" + self)::equals);
	}

	private static boolean hidesProcesses(String mount) {
		return mount.contains("hidepid=") && !mount.contains("hidepid=0") && !mount.contains("hidepid=off");
	}

	/** Whether {@code /proc} shows all processes under their numbers here. */
	boolean seesAll() {
		return seesAll(ProcessHandle.current().pid());
	}

	/**
	 * In clock ticks since boot: raw, since every conversion needs a clock that can jump.
	 */
	private static @Nullable String startTicks(@Nullable String stat) {
		return (stat != null) ? field(stat, START_FIELD) : null;
	}

	private static @Nullable String field(String stat, int index) {
		String[] fields = fields(stat);
		return (fields.length > index) ? fields[index] : null;
	}

	/** The command name may hold spaces and brackets: fields count from the last one. */
	private static String[] fields(String stat) {
		return stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
	}

	private @Nullable String namespace(String kind) {
		try {
			Path target = this.files.readLink(SELF.resolve("ns").resolve(kind));
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
