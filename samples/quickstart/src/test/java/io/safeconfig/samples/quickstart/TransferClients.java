package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Clients that move limits between tenants at random over several processes and write
 * down what came of it. No request is ever repeated.
 */
final class TransferClients implements AutoCloseable {

	static final int THREADS = 8;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final QuickstartProcesses processes;

	private final Queue<Transfer> done = new ConcurrentLinkedQueue<>();

	private final Queue<Transfer> unanswered = new ConcurrentLinkedQueue<>();

	private final AtomicInteger answers = new AtomicInteger();

	TransferClients(QuickstartProcesses processes) {
		this.processes = processes;
	}

	/** Send requests from all threads at once. */
	List<Future<Void>> send(int requests) {
		AtomicInteger tickets = new AtomicInteger();
		List<Future<Void>> results = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			results.add(this.threads.submit(() -> sendAll(tickets, requests)));
		}
		return results;
	}

	/** Send requests that lock the files of all tenants. */
	void lockAll() throws InterruptedException {
		List<String> tenants = SeedFiles.TENANTS;
		for (int i = 0; i < tenants.size(); i++) {
			transfer(this.processes.get(0), new Transfer(tenants.get(i), tenants.get((i + 1) % tenants.size()), 1));
		}
	}

	private @Nullable Void sendAll(AtomicInteger tickets, int requests) throws InterruptedException {
		RandomGenerator random = RandomGenerator.getDefault();
		for (int ticket = tickets.getAndIncrement(); ticket < requests; ticket = tickets.getAndIncrement()) {
			transfer(this.processes.get(ticket), Transfer.random(random));
		}
		return null;
	}

	private void transfer(QuickstartProcess process, Transfer transfer) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(process.uri("/quotas/transfer"))
			.timeout(Duration.ofMinutes(2))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(transfer.toJson()))
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			if (response.statusCode() == 200) {
				this.done.add(transfer);
			}
			else if (response.statusCode() != 409 || !response.body().contains("less than that")) {
				throw process.failure("Answered " + response.statusCode() + " " + response.body(), null);
			}
			this.answers.incrementAndGet();
		}
		catch (HttpTimeoutException ex) {
			throw process.failure("The process hangs", ex);
		}
		catch (ConnectException ex) {
			return; // nobody there: it cannot have moved anything
		}
		catch (IOException ex) {
			this.unanswered.add(transfer);
		}
	}

	/** How many requests have been answered so far. */
	int answers() {
		return this.answers.get();
	}

	/** The transfers that were acknowledged. */
	List<Transfer> done() {
		return List.copyOf(this.done);
	}

	/** The transfers of which nobody knows, from now on forgotten. */
	List<Transfer> takeUnanswered() {
		List<Transfer> taken = List.copyOf(this.unanswered);
		this.unanswered.clear();
		return taken;
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
