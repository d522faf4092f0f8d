package io.safeconfig.lock;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

import io.safeconfig.lock.LockGate.Outcome;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.LockFamily;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LockGateTests {

	private static final FileIdentity FILE = FileIdentity.of(1, 1);

	private final LockGate gate = new LockGate(FILE);

	@Test
	void aFreeLockIsTakenWithoutWaiting() throws Exception {
		FakeLockChannel channel = new FakeLockChannel();
		assertThat(lock(channel, Duration.ZERO)).isEqualTo(Outcome.ACQUIRED);
		assertThat(channel.waits).hasValue(0);
	}

	@Test
	void aHeldLockIsAwaitedInTheKernel() throws Exception {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) {
				return false;
			}

			@Override
			void answerWait(int number) {
			}
		};
		assertThat(lock(channel, Duration.ofMinutes(1))).isEqualTo(Outcome.ACQUIRED);
		assertThat(channel.tries).hasValue(1);
	}

	@Test
	void aTimeoutClosesTheChannelThatWaits() throws Exception {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) {
				return false;
			}
		};
		assertThat(lock(channel, Duration.ofMillis(20))).isEqualTo(Outcome.TIMED_OUT);
		assertThat(channel.closed.getCount()).isZero();
	}

	@Test
	void aDeadlockThatTheKernelReportsIsContention() throws Exception {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) {
				return number == 4;
			}

			@Override
			void answerWait(int number) throws IOException {
				throw new IOException("Resource deadlock avoided");
			}
		};
		assertThat(lock(channel, Duration.ofMinutes(1))).isEqualTo(Outcome.ACQUIRED);
		assertThat(channel.waits).hasValue(3);
	}

	@Test
	void aFileSystemThatCannotLockFailsAtOnce() {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) throws IOException {
				throw new IOException("No locks available");
			}
		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> lock(channel, Duration.ofDays(1)))
			.withMessage("No locks available");
		assertThat(channel.tries).hasValue(1);
	}

	@Test
	void aFileSystemThatFailsWhileWaitingFailsAtTheNextTry() {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) throws IOException {
				if (number > 1) {
					throw new IOException("Input/output error");
				}
				return false;
			}

			@Override
			void answerWait(int number) throws IOException {
				throw new IOException("Input/output error");
			}
		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> lock(channel, Duration.ofDays(1)));
	}

	@Test
	void aChannelThatWasClosedByAnInterruptOfTheWaiterIsOpenedAnew() throws Exception {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) throws IOException {
				if (number == 2) {
					throw new ClosedChannelException();
				}
				return number == 3;
			}

			@Override
			void answerWait(int number) throws IOException {
				throw new AsynchronousCloseException();
			}
		};
		assertThat(lock(channel, Duration.ofMinutes(1))).isEqualTo(Outcome.ACQUIRED);
	}

	@Test
	void aLockHeldElsewhereInThisJvmIsContention() throws Exception {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) {
				if (number < 3) {
					throw new OverlappingFileLockException();
				}
				return true;
			}
		};
		assertThat(lock(channel, Duration.ofMinutes(1))).isEqualTo(Outcome.ACQUIRED);
		assertThat(channel.waits).hasValue(0);
	}

	@Test
	void anInterruptClosesTheChannelThatWaits() {
		FakeLockChannel channel = new FakeLockChannel() {
			@Override
			boolean answerTry(int number) {
				return false;
			}
		};
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> lock(channel, Duration.ofMinutes(1)));
		assertThat(channel.closed.getCount()).isZero();
	}

	@Test
	void aFileThatIsNotTheGatesIsNeitherLockedNorClosed() throws Exception {
		FakeLockChannel channel = new FakeLockChannel();
		Deadline deadline = Deadline.after(Duration.ofMinutes(1), System::nanoTime);
		assertThat(this.gate.lock(files(FileIdentity.of(1, 2), channel), LockFamily.RECORD, Path.of("lock"), deadline,
				LockWait.unobserved()))
			.isEqualTo(Outcome.REPLACED);
		assertThat(channel.tries).hasValue(0);
		assertThat(channel.closed.getCount()).isOne();
		assertThat(channel.keptOpen).isTrue();
	}

	private Outcome lock(FakeLockChannel channel, Duration timeout) throws IOException, InterruptedException {
		return this.gate.lock(files(FILE, channel), LockFamily.RECORD, Path.of("lock"),
				Deadline.after(timeout, System::nanoTime), LockWait.unobserved());
	}

	static FileOperations files(FileIdentity identity, FakeLockChannel channel) {
		FileStamp stamp = new FileStamp(identity, FileStamp.Kind.FILE, 0, FileTime.fromMillis(0),
				FileTime.fromMillis(0), 0100600, 0, 0, true);
		return (FileOperations) Proxy.newProxyInstance(LockGateTests.class.getClassLoader(),
				new Class<?>[] { FileOperations.class },
				(proxy, method, arguments) -> method.getName().equals("openLock") ? channel : stamp);
	}

}
