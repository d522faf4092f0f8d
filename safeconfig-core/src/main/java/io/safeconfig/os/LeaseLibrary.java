package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import io.safeconfig.os.OpenFile.Writers;

/**
 * Leases of Linux through JNA, mapped directly: a call costs little more than the system
 * call itself. Everything here that needs JNA is in this class, so that nothing else
 * needs it.
 */
final class LeaseLibrary {

	private static final int O_RDONLY = 0;

	private static final int O_NONBLOCK = 04000;

	private static final int O_CLOEXEC = 02000000;

	private static final int F_SETSIG = 10;

	private static final int F_SETLEASE = 1024;

	private static final int F_GETLEASE = 1025;

	private static final int F_RDLCK = 0;

	private static final int F_UNLCK = 2;

	/** Ignored unless a process asks for it, unlike the default, which ends processes. */
	private static final int SIGURG = 23;

	private static final int ENOENT = 2;

	private static final int EINTR = 4;

	private static final int EAGAIN = 11;

	private static final int EACCES = 13;

	private static final int ELOOP = 40;

	/** What is taken at first where the limit is larger. */
	private static final int CHUNK = 64 * 1024;

	private static final LeaseLibrary INSTANCE = new LeaseLibrary();

	private final Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

	static {
		Native.register(LeaseLibrary.class, Platform.C_LIBRARY_NAME);
	}

	private LeaseLibrary() {
	}

	/**
	 * The library.
	 * @throws LinkageError if JNA is missing or cannot load its own library
	 */
	static LeaseLibrary load() {
		return INSTANCE;
	}

	/** Whether the numbers above are those of this system: some have others. */
	static boolean isKnownSystem() {
		return Platform.isLinux() && Platform.is64Bit() && (Platform.isIntel() || Platform.isARM());
	}

	/** Open for reading, never through a link in the last component, never waiting. */
	int open(Path path) throws IOException {
		byte[] name = (path + "\0").getBytes(this.charset);
		int noFollow = Platform.isARM() ? 0100000 : 0400000;
		while (true) {
			try {
				return open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | noFollow, 0);
			}
			catch (LastErrorException ex) {
				if (ex.getErrorCode() != EINTR) {
					throw failure(path, "open", ex);
				}
			}
		}
	}

	/** A file that fits into the first part is not copied. */
	byte[] read(Path path, int descriptor, int limit) throws IOException {
		byte[] content = new byte[Math.min(limit, CHUNK)];
		int length = readAt(path, descriptor, content, content.length, 0);
		while (length < limit) {
			byte[] part = new byte[Math.min(limit - length, Math.max(content.length, 1))];
			int count = readAt(path, descriptor, part, part.length, length);
			if (count == 0) {
				break;
			}
			if (length + count > content.length) {
				content = Arrays.copyOf(content, (int) Math.min(limit, 2L * (length + count)));
			}
			System.arraycopy(part, 0, content, length, count);
			length += count;
		}
		return (length == content.length) ? content : Arrays.copyOf(content, length);
	}

	private static int readAt(Path path, int descriptor, byte[] buffer, int length, long position) throws IOException {
		while (true) {
			try {
				return (int) pread(descriptor, buffer, length, position);
			}
			catch (LastErrorException ex) {
				if (ex.getErrorCode() != EINTR) {
					throw failure(path, "read", ex);
				}
			}
		}
	}

	/**
	 * Take a read lease. Refused with EAGAIN while somebody has the file open for
	 * writing; all else, such as a file of another owner (EACCES) or a file system
	 * without leases (EINVAL), tells nothing.
	 */
	Writers take(int descriptor) {
		try {
			fcntl(descriptor, F_SETSIG, SIGURG);
			fcntl(descriptor, F_SETLEASE, F_RDLCK);
			return Writers.NONE;
		}
		catch (LastErrorException ex) {
			return (ex.getErrorCode() == EAGAIN) ? Writers.SOME : Writers.UNKNOWN;
		}
	}

	/** A lease that is being broken is told as none. */
	boolean isHeld(int descriptor) {
		try {
			return fcntl(descriptor, F_GETLEASE, 0) == F_RDLCK;
		}
		catch (LastErrorException ex) {
			return false;
		}
	}

	void release(int descriptor) {
		try {
			fcntl(descriptor, F_SETLEASE, F_UNLCK);
		}
		catch (LastErrorException ex) {
			// there is none any more: the kernel took it after its limit
		}
	}

	void close(Path path, int descriptor) throws IOException {
		try {
			close(descriptor);
		}
		catch (LastErrorException ex) {
			throw failure(path, "close", ex);
		}
	}

	/** As the JDK has them; the text of JNA is the number and what strerror(3) says. */
	private static IOException failure(Path path, String operation, LastErrorException ex) {
		String text = String.valueOf(ex.getMessage()).replaceFirst("^\\[\\d+\\] ", "");
		FileSystemException failure = switch (ex.getErrorCode()) {
			case ENOENT -> new NoSuchFileException(path.toString());
			case EACCES -> new AccessDeniedException(path.toString());
			case ELOOP -> new FileSystemException(path.toString(), null, "it is a symbolic link");
			default -> new FileSystemException(path.toString(), null, operation + ": " + text);
		};
		failure.initCause(ex);
		return failure;
	}

	private static native int open(byte[] path, int flags, int mode) throws LastErrorException;

	private static native int fcntl(int descriptor, int command, int argument) throws LastErrorException;

	private static native long pread(int descriptor, byte[] buffer, long length, long position)
			throws LastErrorException;

	private static native int close(int descriptor) throws LastErrorException;

}
