package io.safeconfig.lock;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Markers on file systems that answer late, wrongly or not at all. */
class MarkerFaultTests {

	@TempDir
	Path base;

	@Test
	void aLinkWhoseAnswerIsLostHoldsTheLock() {
		HeldLock held = acquire((method, arguments, result) -> {
			if (method.getName().equals("link")) {
				throw new FileSystemException(arguments[0].toString(), null, "Input/output error");
			}
			return result;
		});
		assertThat(marker()).exists();
		held.release();
		assertThat(marker()).doesNotExist();
	}

	@Test
	void aMarkerIsNeverLeftToNobodyBecauseALookFails() {
		AtomicBoolean linked = new AtomicBoolean();
		try {
			acquire((method, arguments, result) -> {
				if (linked.get() && method.getName().equals("stat") && linked.compareAndSet(true, false)) {
					throw new FileSystemException(arguments[0].toString(), null, "Input/output error");
				}
				linked.compareAndSet(false, method.getName().equals("link"));
				return result;
			}).release();
		}
		catch (ConfigFileException ex) {
			assertThat(ex).hasMessageContaining("Input/output error");
		}
		acquire((method, arguments, result) -> result).release();
	}

	@Test
	void aMarkerIsIntactWhereFilesAreKnownByTheirPaths() throws IOException {
		HeldLock held = acquire((method, arguments, result) -> (result instanceof FileStamp stamp)
				? new FileStamp(FileIdentity.ofSubstitute(arguments[0].toString()), stamp.kind(), stamp.size(),
						stamp.modified(), stamp.changed(), 0, 0, 0, false)
				: result);
		held.requireIntact();
		held.release();
		assertThat(marker()).doesNotExist();
	}

	private HeldLock acquire(Aftermath aftermath) {
		Platform platform = Platform.over(aftermath.overRealFiles());
		FileLocks locks = new FileLocks(platform, LockStrategy.LOCK_FILE, "tests",
				new LockActivity(platform, new ConfigFileListener() {
				}));
		LockTarget target = new LockTarget("a", marker(), this.base.resolve("a.owner"), this.base, null);
		return locks.acquire(target, Deadline.after(Duration.ofMillis(100), System::nanoTime), "test");
	}

	private Path marker() {
		return this.base.resolve("a.marker");
	}

	/** What becomes of the result of a file operation. */
	@FunctionalInterface
	private interface Aftermath {

		Object after(Method method, Object[] arguments, Object result) throws IOException;

		default FileOperations overRealFiles() {
			FileOperations real = Platform.system().files();
			return (FileOperations) Proxy.newProxyInstance(FileOperations.class.getClassLoader(),
					new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> after(method, arguments,
							Interception.invoke(real, method, arguments)));
		}

	}

}
