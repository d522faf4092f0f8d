package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.FileState;
import io.safeconfig.os.Interception;
import io.safeconfig.os.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Several threads at one commit of several files. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransactionThreadTests {

	@TempDir
	Path base;

	private volatile Interception interception = (operation, path) -> {
	};

	private ConfigFileRepository files;

	@BeforeEach
	void open() {
		Interception delegating = (operation, path) -> this.interception.before(operation, path);
		this.files = ConfigFileRepository.using(FileConfigStore.builder(this.base).open(delegating.platform()),
				Duration.ofSeconds(30));
		this.files.save("a", "old");
		this.files.save("b", "old");
	}

	private void commit() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a", "new");
			transaction.save("b", "new");
			transaction.commit();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isReplacing(String operation, Path path) {
		return operation.equals("rename") && path.toString().endsWith(".sctmp");
	}

	@Test
	void aRollbackByAnotherThreadTakesNoLockAwayFromACommit() throws Exception {
		CountDownLatch rolledBack = new CountDownLatch(1);
		AtomicReference<ConfigTransaction> committing = new AtomicReference<>();
		AtomicReference<Thread> other = new AtomicReference<>();
		this.interception = (operation, path) -> {
			if (isReplacing(operation, path) && path.getFileName().toString().startsWith(".a.")
					&& other.get() == null) {
				other.set(new Thread(() -> {
					committing.get().rollback();
					rolledBack.countDown();
				}));
				other.get().start();
				awaitBlocked(other.get());
				assertThat(rolledBack.getCount()).isOne();
			}
		};
		try (ConfigTransaction transaction = this.files.begin()) {
			committing.set(transaction);
			transaction.save("a", "new");
			transaction.save("b", "new");
			transaction.commit();
		}
		await(rolledBack);
		assertThat(this.base.resolve("a")).hasContent("new");
		assertThat(this.base.resolve("b")).hasContent("new");
		this.files.save("a", "later");
	}

	private static void awaitBlocked(Thread thread) {
		while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aRollbackDuringAWaitForALockLeavesNoLock() throws Exception {
		ConfigTransaction holder = this.files.begin();
		holder.get("b");
		CountDownLatch begun = new CountDownLatch(1);
		AtomicReference<ConfigTransaction> waiting = new AtomicReference<>();
		AtomicReference<Thread> waiter = new AtomicReference<>();
		CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {
			waiter.set(Thread.currentThread());
			ConfigTransaction transaction = this.files.begin();
			waiting.set(transaction);
			begun.countDown();
			assertThatIllegalStateException().isThrownBy(() -> {
				transaction.get("b");
				transaction.get("a");
			});
		});
		await(begun);
		while (waiter.get().getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
		Thread other = new Thread(() -> waiting.get().rollback());
		other.start();
		while (waiting.get().isActive()) {
			Thread.onSpinWait();
		}
		holder.close();
		other.join();
		done.get(30, TimeUnit.SECONDS);
		this.files.save("b", "free");
	}

	/** The reader has looked for commits, then is held up for longer than a minute. */
	@Test
	void aReaderThatWasHeldUpDoesNotTrustWhatACommitIsReplacing() throws Exception {
		Duration[] late = { Duration.ZERO };
		Thread reading = Thread.currentThread();
		CountDownLatch committed = new CountDownLatch(1);
		CountDownLatch read = new CountDownLatch(1);
		CompletableFuture<?>[] commit = new CompletableFuture<?>[1];
		Interception held = (operation, path) -> {
			if (operation.equals("stat") && path.endsWith("b") && Thread.currentThread() == reading
					&& calledByTheReader() && commit[0] == null) {
				commit[0] = CompletableFuture.runAsync(this::commit);
				await(committed);
				late[0] = Duration.ofMinutes(2);
			}
		};
		this.interception = (operation, path) -> {
			if (isReplacing(operation, path)) {
				committed.countDown();
				await(read);
			}
		};
		Platform real = held.platform();
		Platform platform = new Platform(real.files(), new LateClock(late), real.nanoTime(), real.nonces(), real.self(),
				real.locks());
		ConfigFileRepository reader = ConfigFileRepository.using(StoreOverPlatform.open(this.base, platform));
		assertThat(reader.get("b").text()).isEqualTo("old");
		assertThat(reader.get("a").text()).isEqualTo("new");
		assertThat(reader.get("b").text()).isEqualTo("new");
		read.countDown();
		commit[0].get(30, TimeUnit.SECONDS);
	}

	/** After the look for commits, that is. */
	private static boolean calledByTheReader() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> frame.getMethodName().equals("readFile")));
	}

	/** The clock of a process that has not run for a while. */
	private static final class LateClock extends Clock {

		private final Duration[] late;

		private LateClock(Duration[] late) {
			this.late = late;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Clock.systemUTC().instant().plus(this.late[0]);
		}

	}

	@Test
	void whatIsCommittedIsNotMissedByAReaderWhoCannotReadTheJournalForAMoment() throws IOException {
		Files.setLastModifiedTime(this.base.resolve("a"), FileTime.fromMillis(0));
		this.interception = (operation, path) -> {
			if (isReplacing(operation, path)) {
				throw new IOException("died");
			}
		};
		try {
			commit();
		}
		catch (CommitOutcomeUnknownException ex) {
			assertThat(ex.state()).isEqualTo(FileState.CHANGED);
		}
		this.interception = (operation, path) -> {
			if (operation.equals("read") && path.toString().endsWith(".journal")) {
				throw new IOException("Too many open files");
			}
		};
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> this.files.get("a"));
		assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(() -> this.files.save("b", "later"));
		this.interception = (operation, path) -> {
		};
		assertThat(this.files.get("a").text()).isEqualTo("new");
		assertThat(this.files.get("b").text()).isEqualTo("new");
	}

}
