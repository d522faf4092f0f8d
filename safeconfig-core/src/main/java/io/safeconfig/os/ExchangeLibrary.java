package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * {@code renameat2} of Linux (rename(2)) through JNA. Apart from {@link LeaseLibrary},
 * since a C library may have the one and not the other.
 */
final class ExchangeLibrary {

	private static final int AT_FDCWD = -100;

	private static final int RENAME_EXCHANGE = 2;

	private static final int ENOENT = 2;

	private static final int EINTR = 4;

	private static final int EACCES = 13;

	private static final int EINVAL = 22;

	private static final int ENOSYS = 38;

	private static final int EOPNOTSUPP = 95;

	private static final Charset CHARSET = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

	static {
		Native.register(ExchangeLibrary.class, Platform.C_LIBRARY_NAME);
	}

	private ExchangeLibrary() {
	}

	/**
	 * Give each of two files the name of the other, atomically.
	 * @return {@code false} if the system or the file system cannot
	 * @throws LinkageError if the C library has no such call
	 */
	static boolean exchange(Path one, Path other) throws IOException {
		byte[] first = name(one);
		byte[] second = name(other);
		while (true) {
			try {
				renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
				return true;
			}
			catch (LastErrorException ex) {
				switch (ex.getErrorCode()) {
					case EINVAL, ENOSYS, EOPNOTSUPP -> {
						return false;
					}
					case EINTR -> {
						continue;
					}
					default -> throw failure(one, other, ex);
				}
			}
		}
	}

	private static byte[] name(Path path) {
		return (path + "\0").getBytes(CHARSET);
	}

	/** As the JDK has them; the text of JNA is the number and what strerror(3) says. */
	private static IOException failure(Path one, Path other, LastErrorException ex) {
		String text = String.valueOf(ex.getMessage()).replaceFirst("^\\[\\d+\\] ", "");
		FileSystemException failure = switch (ex.getErrorCode()) {
			case ENOENT -> new NoSuchFileException(one.toString(), other.toString(), null);
			case EACCES -> new AccessDeniedException(one.toString(), other.toString(), null);
			default -> new FileSystemException(one.toString(), other.toString(), text);
		};
		failure.initCause(ex);
		return failure;
	}

	private static native int renameat2(int oldDirectory, byte[] oldPath, int newDirectory, byte[] newPath, int flags)
			throws LastErrorException;

}
