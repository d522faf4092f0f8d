package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four processes count together; one is killed half-way, in the middle of a change, and
 * started again. The number of increments is the system property
 * {@code quickstart.increments}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledProcessIT {

	private static final int INCREMENTS = Integer.getInteger("quickstart.increments", 400);

	@TempDir
	Path base;

	private QuickstartProcesses processes;

	private CounterClients clients;

	@BeforeEach
	void start() throws IOException {
		this.processes = new QuickstartProcesses(this.base, "killed");
		this.clients = new CounterClients(this.processes);
		this.processes.start();
	}

	@AfterEach
	void killAll() {
		this.clients.close();
		this.processes.close();
	}

	@Test
	void nothingAcknowledgedIsMissingOrCountedTwice() throws Exception {
		try (CounterReferee referee = new CounterReferee(this.base.resolve("counters.properties"), "hits")) {
			CountDownLatch half = new CountDownLatch(INCREMENTS / 2);
			List<Future<Void>> first = this.clients.send(INCREMENTS, half);
			half.await();
			boolean held = this.processes.get(0)
				.killWhileItHoldsTheLock(this.base.resolve(".safeconfig/locks/counters.properties.owner"),
						() -> first.stream().allMatch(Future::isDone));
			await(first);
			this.processes.launchAgain(0);
			await(this.clients.send(INCREMENTS / 4, new CountDownLatch(0)));
			assertThat(referee.stop()).isPositive();
			assertCounted(referee.read());
			assertThat(tookOver()).isEqualTo(held);
		}
		assertNothingLeftBehind();
	}

	private static void await(List<Future<Void>> clients) throws Exception {
		for (Future<Void> client : clients) {
			client.get();
		}
	}

	/** The killed process may have counted what it could not answer any more. */
	private void assertCounted(long value) {
		List<Long> answers = this.clients.answers();
		assertThat(answers).doesNotHaveDuplicates().allMatch((answer) -> answer >= 1 && answer <= value);
		assertThat(answers).hasSizeGreaterThan(INCREMENTS / 2);
		assertThat(value).isBetween((long) answers.size(), (long) answers.size() + this.clients.unanswered());
	}

	private boolean tookOver() throws Exception {
		boolean tookOver = false;
		for (int i = 0; i < this.processes.count(); i++) {
			this.processes.get(i).close();
			tookOver |= this.processes.get(i).hasLogged("Took over the lock of counters.properties");
		}
		return tookOver;
	}

	private void assertNothingLeftBehind() throws IOException {
		try (Stream<Path> files = Files.walk(this.base)) {
			assertThat(files.map(Path::toString)).noneMatch((name) -> name.endsWith(".sctmp"))
				.noneMatch((name) -> name.endsWith(".owner"));
		}
	}

}
