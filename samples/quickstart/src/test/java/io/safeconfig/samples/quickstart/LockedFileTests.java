package io.safeconfig.samples.quickstart;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client sees while somebody else holds the lock of a file. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LockedFileTests extends ServerTests {

	@Test
	void changeTimesOutAndNamesTheHolder() throws Exception {
		this.configFiles.save("locked.properties", "a=1\n");
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<Void> holder = CompletableFuture
			.runAsync(() -> this.configFiles.update("locked.properties", (document) -> {
				locked.countDown();
				await(release);
			}));
		try {
			await(locked);
			assertThat(get("/config/locked.properties").statusCode()).isEqualTo(200);
			assertTimeout(put("locked.properties", "a=2\n"));
			assertTimeout(patch("locked.properties", "{\"a\":2}"));
			assertTimeout(delete("locked.properties"));
		}
		finally {
			release.countDown();
			holder.join();
		}
		assertThat(file("locked.properties")).hasContent("a=1\n");
		assertThat(put("locked.properties", "a=2\n").statusCode()).isEqualTo(204);
	}

	private static void assertTimeout(HttpResponse<String> response) {
		assertProblem(response, 503, "it is held by PID " + ProcessHandle.current().pid() + " (quickstart",
				"\"retrySafe\":true");
		assertThat(header(response, "Retry-After")).isEqualTo("1");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
