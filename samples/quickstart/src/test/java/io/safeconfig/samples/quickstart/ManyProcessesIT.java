package io.safeconfig.samples.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four processes count together. The number of increments is the system property
 * {@code quickstart.increments}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ManyProcessesIT {

	private static final int PROCESSES = 4;

	private static final int INCREMENTS = Integer.getInteger("quickstart.increments", 400);

	@TempDir
	Path base;

	@Test
	void everyAnswerIsADifferentNumberAndNoneIsMissing() throws Exception {
		AtomicReferenceArray<QuickstartProcess> processes = new AtomicReferenceArray<>(PROCESSES);
		try (CounterClients clients = new CounterClients(processes)) {
			for (int i = 0; i < PROCESSES; i++) {
				processes.set(i, QuickstartProcess.launchOn(this.base, "many-" + i));
			}
			for (Future<Void> client : clients.send(INCREMENTS, new CountDownLatch(INCREMENTS))) {
				client.get();
			}
			List<Long> expected = LongStream.rangeClosed(1, INCREMENTS).boxed().toList();
			assertThat(clients.answers()).containsExactlyInAnyOrderElementsOf(expected);
		}
		finally {
			for (int i = 0; i < PROCESSES; i++) {
				closeIfStarted(processes.get(i));
			}
		}
		try (CounterReferee referee = new CounterReferee(this.base.resolve("counters.properties"), "hits")) {
			assertThat(referee.read()).isEqualTo(INCREMENTS);
		}
	}

	private static void closeIfStarted(QuickstartProcess process) {
		if (process != null) {
			process.close();
		}
	}

}
