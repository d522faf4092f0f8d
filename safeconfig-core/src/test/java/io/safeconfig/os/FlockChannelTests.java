package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(120)
@EnabledOnOs(OS.LINUX)
class FlockChannelTests {

	@TempDir
	Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.createFile(this.directory.resolve("lock"));
	}

	@Test
	void oneChannelKeepsAnotherOut() throws IOException {
		LockChannel one = FlockChannel.open(this.file);
		LockChannel two = FlockChannel.open(this.file);
		assertThat(one.tryLock()).isTrue();
		assertThat(two.tryLock()).isFalse();
		assertThat(two.isLocked()).isFalse();
		one.unlock();
		assertThat(one.isLocked()).isFalse();
		assertThat(two.tryLock()).isTrue();
		two.close();
		assertThat(one.tryLock()).isTrue();
		one.close();
	}

	@Test
	void aWaitEndsWithTheLock() throws Exception {
		LockChannel holder = FlockChannel.open(this.file);
		assertThat(holder.tryLock()).isTrue();
		LockChannel waiter = FlockChannel.open(this.file);
		FutureTask<Void> waiting = lock(waiter);
		awaitInKernel(1);
		assertThat(waiting).isNotDone();
		holder.unlock();
		waiting.get();
		assertThat(waiter.isLocked()).isTrue();
		assertThat(holder.tryLock()).isFalse();
		waiter.close();
		holder.close();
	}

	@Test
	void closingEndsAWaitThoughTheKernelGoesOnAndTheNextChannelTakesItOver() throws Exception {
		LockChannel holder = FlockChannel.open(this.file);
		assertThat(holder.tryLock()).isTrue();
		long descriptors = descriptors();
		for (int i = 0; i < 5; i++) {
			LockChannel impatient = FlockChannel.open(this.file);
			FutureTask<Void> waiting = lock(impatient);
			awaitInKernel(1);
			assertThat(impatient.tryLock()).isFalse();
			impatient.close();
			assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> result(waiting));
			assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(impatient::tryLock);
		}
		assertThat(descriptors()).isEqualTo(descriptors + 1);
		LockChannel next = FlockChannel.open(this.file);
		holder.close();
		next.lock();
		assertThat(next.isLocked()).isTrue();
		next.close();
		assertThat(descriptors()).isEqualTo(descriptors - 1);
	}

	@Test
	void aWaitThatNobodyTakesOverGivesTheLockBack() throws Exception {
		LockChannel holder = FlockChannel.open(this.file);
		assertThat(holder.tryLock()).isTrue();
		LockChannel impatient = FlockChannel.open(this.file);
		FutureTask<Void> waiting = lock(impatient);
		awaitInKernel(1);
		impatient.close();
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> result(waiting));
		holder.unlock();
		awaitInKernel(0);
		holder.lock();
		assertThat(holder.isLocked()).isTrue();
		holder.close();
	}

	@Test
	void aLinkIsNotFollowed() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.file);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> FlockChannel.open(link))
			.withMessageContaining(link.toString());
	}

	@Test
	void whatIsNotThereCannotBeOpened() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> FlockChannel.open(this.directory.resolve("missing")))
			.withMessageContaining("missing");
	}

	@Test
	void aMissingLibraryIsNamed() throws Exception {
		URL classes = FlockChannel.class.getProtectionDomain().getCodeSource().getLocation();
		URL logging = Logger.class.getProtectionDomain().getCodeSource().getLocation();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes, logging },
				ClassLoader.getPlatformClassLoader())) {
			Method open = loader.loadClass(FlockChannel.class.getName()).getDeclaredMethod("open", Path.class);
			open.setAccessible(true);
			for (int attempt = 0; attempt < 2; attempt++) {
				assertThatExceptionOfType(InvocationTargetException.class)
					.isThrownBy(() -> open.invoke(null, this.file))
					.havingCause()
					.isInstanceOf(FileSystemException.class)
					.withMessageContaining("net.java.dev.jna:jna");
			}
		}
	}

	private static FutureTask<Void> lock(LockChannel channel) {
		FutureTask<Void> waiting = new FutureTask<>(() -> {
			channel.lock();
			return null;
		});
		new Thread(waiting).start();
		return waiting;
	}

	private static void result(FutureTask<Void> waiting) throws Throwable {
		try {
			waiting.get();
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

	/** Until so many calls wait in the kernel's queue for the file. */
	private void awaitInKernel(long calls) throws IOException {
		FileIdentity identity = UnixStamps.of(this.file).identity();
		KernelLockTable table = Platform.system().locks();
		while (table.read().of(this.file, identity).stream().filter(KernelLocks.Entry::waiting).count() != calls) {
			Thread.onSpinWait();
		}
	}

	/** How often this process has the file open. */
	private long descriptors() throws IOException {
		try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
			return all.filter(this::isOurs).count();
		}
	}

	private boolean isOurs(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).equals(this.file.toRealPath());
		}
		catch (IOException ex) {
			return false; // that of the listing itself
		}
	}

}
