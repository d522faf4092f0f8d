package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four processes move limits between ten tenants in both directions, while a referee adds
 * them up. The number of transfers is the system property {@code quickstart.transfers},
 * the number of kills {@code quickstart.kills}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TransfersIT {

	private static final int TRANSFERS = Integer.getInteger("quickstart.transfers", 1000);

	private static final int KILLS = Integer.getInteger("quickstart.kills", 3);

	@TempDir
	Path base;

	private QuickstartProcesses processes;

	private TransferClients clients;

	@BeforeEach
	void start() throws IOException {
		this.processes = new QuickstartProcesses(this.base, "transfers");
		this.clients = new TransferClients(this.processes);
		this.processes.start();
	}

	@AfterEach
	void killAll() {
		this.clients.close();
		this.processes.close();
	}

	@Test
	void theSumNeverDiffersAndEveryTransferIsThere() throws Exception {
		try (QuotaReferee referee = new QuotaReferee(this.processes)) {
			await(this.clients.send(TRANSFERS));
			assertThat(referee.stop()).isPositive();
			assertThat(this.clients.answers()).isEqualTo(TRANSFERS);
			assertThat(limits(referee)).isEqualTo(after(this.clients.done()));
		}
		assertNothingLeftBehind();
	}

	@Test
	void theSameWithProcessesKilledAndStartedAgain() throws Exception {
		RandomGenerator random = RandomGenerator.getDefault();
		List<Transfer> known = new ArrayList<>();
		try (QuotaReferee referee = new QuotaReferee(this.processes)) {
			for (int kill = 0; kill < KILLS; kill++) {
				int victim = random.nextInt(this.processes.count());
				killInTheMiddle(victim, random.nextInt(1, TRANSFERS / KILLS));
				this.processes.launchAgain(victim);
				known.addAll(settle(referee, known));
				this.clients.lockAll(); // whoever has the lock next clears what was left
				assertNothingLeftBehind();
			}
			assertThat(referee.stop()).isPositive();
		}
	}

	/** Whatever the process is doing when so many requests have been answered. */
	private void killInTheMiddle(int victim, int answers) throws Exception {
		int before = this.clients.answers();
		List<Future<Void>> sending = this.clients.send(TRANSFERS / KILLS);
		while (this.clients.answers() < before + answers && !sending.stream().allMatch(Future::isDone)) {
			Thread.onSpinWait();
		}
		this.processes.get(victim).kill();
		await(sending);
	}

	/**
	 * Which of the transfers that were not answered have been made: all of each or none.
	 */
	private List<Transfer> settle(QuotaReferee referee, List<Transfer> known) throws IOException {
		List<Transfer> unanswered = this.clients.takeUnanswered();
		assertThat(unanswered).hasSizeLessThanOrEqualTo(TransferClients.THREADS);
		Map<String, Long> limits = limits(referee);
		for (int subset = 0; subset < 1 << unanswered.size(); subset++) {
			List<Transfer> made = new ArrayList<>();
			for (int i = 0; i < unanswered.size(); i++) {
				if ((subset & 1 << i) != 0) {
					made.add(unanswered.get(i));
				}
			}
			List<Transfer> all = new ArrayList<>(this.clients.done());
			all.addAll(known);
			all.addAll(made);
			if (after(all).equals(limits)) {
				return made;
			}
		}
		throw new AssertionError("No transfer that was acknowledged is missing, and no half of one is there: " + limits
				+ " is not so after " + this.clients.done() + ", " + known + " and some of " + unanswered);
	}

	private Map<String, Long> limits(QuotaReferee referee) throws IOException {
		Map<String, Long> limits = referee.limits(this.processes.get(0));
		for (int i = 1; i < this.processes.count(); i++) {
			assertThat(referee.limits(this.processes.get(i))).isEqualTo(limits);
		}
		return limits;
	}

	private static Map<String, Long> after(List<Transfer> transfers) {
		Map<String, Long> limits = new HashMap<>();
		SeedFiles.TENANTS.forEach((tenant) -> limits.put(tenant, 100L));
		transfers.forEach((transfer) -> transfer.applyTo(limits));
		return limits;
	}

	private static void await(List<Future<Void>> clients) throws Exception {
		for (Future<Void> client : clients) {
			client.get();
		}
	}

	private void assertNothingLeftBehind() throws IOException {
		try (Stream<Path> files = Files.walk(this.base)) {
			assertThat(files.filter(Files::isRegularFile)).noneMatch((file) -> file.toString().endsWith(".sctmp"))
				.noneMatch((file) -> file.getParent().endsWith("journal"));
		}
	}

}
