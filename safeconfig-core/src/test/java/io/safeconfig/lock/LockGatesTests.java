package io.safeconfig.lock;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;

import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.LockFamily;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LockGatesTests {

	private final LockGates gates = new LockGates(2);

	@BeforeEach
	void open() {
		this.gates.userCame();
	}

	@Test
	void aGateIsTheSameForEverybodyWhoComes() {
		LockGate gate = this.gates.enter(FileIdentity.of(1, 1));
		assertThat(this.gates.enter(FileIdentity.of(1, 1))).isSameAs(gate);
		assertThat(this.gates.enter(FileIdentity.of(1, 2))).isNotSameAs(gate);
	}

	@Test
	void aFileStaysOpenForTheNextTurn() throws Exception {
		FakeLockChannel channel = use(1, new FakeLockChannel());
		assertThat(channel.closed.getCount()).isOne();
	}

	@Test
	void pastTheLimitTheFileUsedLongestAgoIsClosed() throws Exception {
		FakeLockChannel first = use(1, new FakeLockChannel());
		FakeLockChannel second = use(2, new FakeLockChannel());
		use(1, new FakeLockChannel());
		use(3, new FakeLockChannel());
		assertThat(this.gates.size()).isEqualTo(2);
		assertThat(second.closed.getCount()).isZero();
		assertThat(first.closed.getCount()).isOne();
	}

	@Test
	void aGateThatSomebodyIsAtIsNotClosed() throws Exception {
		LockGate busy = this.gates.enter(FileIdentity.of(1, 1));
		FakeLockChannel channel = new FakeLockChannel();
		lock(busy, 1, channel);
		use(2, new FakeLockChannel());
		use(3, new FakeLockChannel());
		assertThat(channel.closed.getCount()).isOne();
		assertThat(busy.isLocked()).isTrue();
	}

	@Test
	void aFileThatAnotherPartOfTheJvmLocksIsNotClosed() throws Exception {
		FakeLockChannel shared = use(1, new FakeLockChannel() {
			@Override
			boolean answerTry(int number) {
				if (number > 1) {
					throw new OverlappingFileLockException();
				}
				return true;
			}
		});
		use(2, new FakeLockChannel());
		use(3, new FakeLockChannel());
		assertThat(shared.closed.getCount()).isOne();
	}

	@Test
	void aChannelThatCreatedTheFileIsClosedOnlyWhenNobodyHoldsTheLock() throws Exception {
		FakeLockChannel created = new FakeLockChannel();
		LockGate gate = this.gates.enter(FileIdentity.of(1, 1));
		lock(gate, 1, new FakeLockChannel());
		this.gates.closeLater(FileIdentity.of(1, 1), created);
		assertThat(created.closed.getCount()).isOne();
		gate.unlockOrClose();
		gate.endTurn();
		this.gates.leave(gate);
		assertThat(created.closed.getCount()).isOne();
		use(1, new FakeLockChannel());
		assertThat(created.closed.getCount()).isZero();
	}

	/** The number of a file that nobody has open can become that of any other file. */
	@Test
	void aFileThatIsNotOpenIsForgottenWithTheLastCaller() {
		LockGate gate = this.gates.enter(FileIdentity.of(1, 1));
		this.gates.enter(FileIdentity.of(1, 1));
		this.gates.leave(gate);
		assertThat(this.gates.isKnown(FileIdentity.of(1, 1))).isTrue();
		this.gates.leave(gate);
		assertThat(this.gates.isKnown(FileIdentity.of(1, 1))).isFalse();
		this.gates.closeLater(FileIdentity.of(1, 1), new FakeLockChannel());
		assertThat(this.gates.isKnown(FileIdentity.of(1, 1))).isTrue();
	}

	@Test
	void theLastUserClosesWhatIsOpen() throws Exception {
		this.gates.userCame();
		FakeLockChannel channel = use(1, new FakeLockChannel());
		this.gates.userLeft();
		assertThat(channel.closed.getCount()).isOne();
		this.gates.userLeft();
		assertThat(channel.closed.getCount()).isZero();
		assertThat(this.gates.size()).isZero();
	}

	@Test
	void aCallerWhoIsStillThereWhenTheLastUserLeavesClosesBehindHim() throws Exception {
		LockGate gate = this.gates.enter(FileIdentity.of(1, 1));
		FakeLockChannel channel = new FakeLockChannel();
		lock(gate, 1, channel);
		this.gates.userLeft();
		assertThat(gate.isLocked()).isTrue();
		gate.unlockOrClose();
		gate.endTurn();
		this.gates.leave(gate);
		assertThat(channel.closed.getCount()).isZero();
	}

	@Test
	void whatTheLastUserMustNotCloseOutlivesTheClassLoader() throws Exception {
		FakeLockChannel shared = use(1, new FakeLockChannel() {
			@Override
			boolean answerTry(int number) {
				if (number > 1) {
					throw new OverlappingFileLockException();
				}
				return true;
			}
		});
		this.gates.userLeft();
		assertThat(shared.closed.getCount()).isOne();
		assertThat(shared.keptOpen).isTrue();
	}

	private FakeLockChannel use(long inode, FakeLockChannel channel) throws Exception {
		LockGate gate = this.gates.enter(FileIdentity.of(1, inode));
		lock(gate, inode, channel);
		gate.unlockOrClose();
		gate.endTurn();
		this.gates.leave(gate);
		return channel;
	}

	private static void lock(LockGate gate, long inode, FakeLockChannel channel)
			throws IOException, InterruptedException {
		Deadline deadline = Deadline.after(Duration.ofMinutes(1), System::nanoTime);
		assertThat(gate.awaitTurn(deadline, LockWait.unobserved())).isEqualTo(GateTurn.End.GRANTED);
		assertThat(gate.lock(LockGateTests.files(FileIdentity.of(1, inode), channel), LockFamily.RECORD,
				Path.of("lock"), deadline, LockWait.unobserved()))
			.isEqualTo(LockGate.Outcome.ACQUIRED);
	}

}
