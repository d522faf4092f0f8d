package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks one process after the other for all limits, all the time: there must be ten
 * tenants, and their limits must always add up to the same.
 */
final class QuotaReferee implements AutoCloseable {

	private static final long SUM = 1000;

	private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":(\\d+)");

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final QuickstartProcesses processes;

	private final CompletableFuture<Integer> result;

	private volatile boolean stopped;

	QuotaReferee(QuickstartProcesses processes) {
		this.processes = processes;
		this.result = CompletableFuture.supplyAsync(this::watch, (task) -> new Thread(task, "referee").start());
	}

	private Integer watch() {
		int looks = 0;
		for (int i = 0; !this.stopped; i++) {
			try {
				limits(this.processes.get(i));
				looks++;
			}
			catch (IOException ex) {
				continue; // killed a moment ago
			}
		}
		return looks;
	}

	/** The limits as one process sees them. */
	Map<String, Long> limits(QuickstartProcess process) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(process.uri("/quotas")).timeout(Duration.ofMinutes(2)).build();
		HttpResponse<String> response = send(request);
		Map<String, Long> limits = new HashMap<>();
		Matcher member = MEMBER.matcher(response.body());
		while (member.find()) {
			limits.put(member.group(1), Long.valueOf(member.group(2)));
		}
		long sum = limits.values().stream().mapToLong(Long::longValue).sum();
		if (response.statusCode() != 200 || limits.size() != SeedFiles.TENANTS.size() || sum != SUM) {
			throw process.failure(response.statusCode() + " " + response.body() + " adds up to " + sum, null);
		}
		return limits;
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException {
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Nobody interrupts the referee", ex);
		}
	}

	/**
	 * Stop asking.
	 * @return how many answers there were, all of them good
	 */
	int stop() {
		this.stopped = true;
		return this.result.join();
	}

	@Override
	public void close() {
		this.stopped = true;
	}

}
