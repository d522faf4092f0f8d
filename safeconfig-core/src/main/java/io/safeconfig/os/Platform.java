package io.safeconfig.os;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Everything that the engine takes from outside itself, so that a test can replace it.
 *
 * @param files the file system
 * @param clock the wall clock, for what people read and for comparison with the times of
 * files; never for waiting
 * @param nanoTime a monotonic clock in nanoseconds
 * @param nonces draws names that nobody else draws: 16 hexadecimal digits each
 * @param self the current process
 * @param locks the kernel's lock table
 */
public record Platform(FileOperations files, Clock clock, LongSupplier nanoTime, Supplier<String> nonces,
		ProcessIdentity self, KernelLockTable locks) {

	private static final int NONCE_BYTES = 8;

	/**
	 * The real one.
	 * @return the platform that this JVM runs on
	 */
	public static Platform system() {
		return over(new JdkFileOperations());
	}

	/**
	 * The real platform with other file operations.
	 * @param files the file operations
	 * @return the platform
	 */
	public static Platform over(FileOperations files) {
		return new Platform(files, Clock.systemUTC(), System::nanoTime, randomNonces(),
				new ProcessTable(files).current(), new KernelLockTable(files));
	}

	private static Supplier<String> randomNonces() {
		SecureRandom random = new SecureRandom();
		return () -> {
			byte[] bytes = new byte[NONCE_BYTES];
			random.nextBytes(bytes);
			return HexFormat.of().formatHex(bytes);
		};
	}

}
