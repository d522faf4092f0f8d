package io.safeconfig.samples.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

	private static final int INCREMENTS = Integer.getInteger("quickstart.increments", 400);

	@TempDir
	Path base;

	@Test
	void everyAnswerIsADifferentNumberAndNoneIsMissing() throws Exception {
		try (QuickstartProcesses processes = new QuickstartProcesses(this.base, "many");
				CounterClients clients = new CounterClients(processes)) {
			processes.launch();
			for (Future<Void> client : clients.send(INCREMENTS, new CountDownLatch(INCREMENTS))) {
				client.get();
			}
			List<Long> expected = LongStream.rangeClosed(1, INCREMENTS).boxed().toList();
			assertThat(clients.answers()).containsExactlyInAnyOrderElementsOf(expected);
		}
		try (CounterReferee referee = new CounterReferee(this.base.resolve("counters.properties"), "hits")) {
			assertThat(referee.read()).isEqualTo(INCREMENTS);
		}
	}

}
