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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * Clients that increment one counter over several processes and write down every answer.
 * No request is ever repeated.
 */
final class CounterClients implements AutoCloseable {

	static final int THREADS = 16;

	private static final Pattern ANSWER = Pattern.compile("\\{\"value\":(\\d+)}");

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final QuickstartProcesses processes;

	private final Queue<Long> answers = new ConcurrentLinkedQueue<>();

	private final AtomicInteger unanswered = new AtomicInteger();

	CounterClients(QuickstartProcesses processes) {
		this.processes = processes;
	}

	/**
	 * Send requests from all threads at once.
	 * @param requests how many in all
	 * @param done counted down with every request that ended, and at once by a failure
	 * @return what every thread came to
	 */
	List<Future<Void>> send(int requests, CountDownLatch done) {
		AtomicInteger tickets = new AtomicInteger();
		List<Future<Void>> results = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			results.add(this.threads.submit(() -> sendAll(tickets, requests, done)));
		}
		return results;
	}

	private @Nullable Void sendAll(AtomicInteger tickets, int requests, CountDownLatch done)
			throws InterruptedException {
		try {
			for (int ticket = tickets.getAndIncrement(); ticket < requests; ticket = tickets.getAndIncrement()) {
				increment(this.processes.get(ticket));
				done.countDown();
			}
			return null;
		}
		catch (AssertionError ex) {
			LongStream.rangeClosed(1, done.getCount()).forEach((i) -> done.countDown());
			throw ex;
		}
	}

	private void increment(QuickstartProcess process) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(process.uri("/counters/hits"))
			.timeout(Duration.ofMinutes(2))
			.POST(BodyPublishers.noBody())
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			Matcher answer = ANSWER.matcher(response.body());
			if (response.statusCode() != 200 || !answer.matches()) {
				throw process.failure("Answered " + response.statusCode() + " " + response.body(), null);
			}
			this.answers.add(Long.valueOf(answer.group(1)));
		}
		catch (HttpTimeoutException ex) {
			throw process.failure("The process hangs", ex);
		}
		catch (ConnectException ex) {
			return; // nobody there: it cannot have counted
		}
		catch (IOException ex) {
			this.unanswered.incrementAndGet();
		}
	}

	List<Long> answers() {
		return List.copyOf(this.answers);
	}

	/** How many requests may or may not have counted. */
	int unanswered() {
		return this.unanswered.get();
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
