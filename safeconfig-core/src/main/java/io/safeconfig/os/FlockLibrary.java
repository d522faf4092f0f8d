package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The system calls that Java does not have, through JNA. Everything that needs JNA is
 * here, so that nothing else needs it.
 */
final class FlockLibrary {

	private static final int O_RDWR = 2;

	private static final int LOCK_EX = 2;

	private static final int LOCK_NB = 4;

	private static final int LOCK_UN = 8;

	private static final int ENOENT = 2;

	private static final int EINTR = 4;

	private static final int EACCES = 13;

	/** EWOULDBLOCK, which is EAGAIN: one number on Linux, another on BSD and macOS. */
	private static final int WOULD_BLOCK = Platform.isLinux() ? 11 : 35;

	private static final FlockLibrary INSTANCE = new FlockLibrary();

	private final CLibrary library = Native.load(Platform.C_LIBRARY_NAME, CLibrary.class);

	private FlockLibrary() {
	}

	/**
	 * The library.
	 * @throws LinkageError if JNA is missing or cannot load its own library
	 */
	static FlockLibrary load() {
		return INSTANCE;
	}

	/**
	 * Open a file, never through a link in its last component, and not into processes
	 * that this one starts: they would hold the lock too.
	 */
	int open(Path path) throws IOException {
		Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
		byte[] name = (path + "\0").getBytes(charset);
		return call(path, "open", () -> this.library.open(name, O_RDWR | noFollow() | closeOnExec()));
	}

	/** The numbers of the C library differ by architecture (fcntl(2)). */
	private static int noFollow() {
		if (!Platform.isLinux()) {
			return 0x100;
		}
		return Platform.isARM() || Platform.isPPC() ? 0100000 : 0400000;
	}

	private static int closeOnExec() {
		return Platform.isLinux() ? 02000000 : Platform.isMac() ? 0x1000000 : 0x100000;
	}

	/** Take the lock if it is free. */
	boolean tryLock(Path path, int descriptor) throws IOException {
		try {
			flock(descriptor, LOCK_EX | LOCK_NB);
			return true;
		}
		catch (LastErrorException ex) {
			if (ex.getErrorCode() == WOULD_BLOCK) {
				return false;
			}
			throw failure(path, "flock", ex);
		}
	}

	/** Wait in the kernel's queue for the lock. Nothing ends this early. */
	void lock(Path path, int descriptor) throws IOException {
		call(path, "flock", () -> flock(descriptor, LOCK_EX));
	}

	void unlock(Path path, int descriptor) throws IOException {
		call(path, "flock", () -> flock(descriptor, LOCK_UN));
	}

	/** Close the file, and give back a lock that was taken through this descriptor. */
	void close(Path path, int descriptor) throws IOException {
		call(path, "close", () -> this.library.close(descriptor));
	}

	private int flock(int descriptor, int operation) {
		while (true) {
			try {
				return this.library.flock(descriptor, operation);
			}
			catch (LastErrorException ex) {
				if (ex.getErrorCode() != EINTR) {
					throw ex;
				}
			}
		}
	}

	private static int call(Path path, String operation, SystemCall call) throws IOException {
		try {
			return call.run();
		}
		catch (LastErrorException ex) {
			throw failure(path, operation, ex);
		}
	}

	/**
	 * As the JDK has them. The text of JNA is the number in brackets and what strerror(3)
	 * says.
	 */
	private static IOException failure(Path path, String operation, LastErrorException ex) {
		String text = String.valueOf(ex.getMessage()).replaceFirst("^\\[\\d+\\] ", "");
		FileSystemException failure = switch (ex.getErrorCode()) {
			case ENOENT -> new NoSuchFileException(path.toString());
			case EACCES -> new AccessDeniedException(path.toString());
			default -> new FileSystemException(path.toString(), null, operation + ": " + text);
		};
		failure.initCause(ex);
		return failure;
	}

	/** What is called of the C library. */
	interface CLibrary extends Library {

		int open(byte[] path, int flags) throws LastErrorException;

		int flock(int descriptor, int operation) throws LastErrorException;

		int close(int descriptor) throws LastErrorException;

	}

	/** A call of the C library. */
	@FunctionalInterface
	private interface SystemCall {

		int run();

	}

}
