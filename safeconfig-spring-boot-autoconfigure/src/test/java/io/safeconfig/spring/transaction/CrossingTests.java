package io.safeconfig.spring.transaction;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two that take two files in opposite order: one is the victim, and its retry succeeds.
 * The lock timeout of an hour shows that nobody waits for that.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrossingTests {

	@TempDir
	Path base;

	@BeforeEach
	void createFiles() throws IOException {
		Files.writeString(this.base.resolve("a.properties"), "n=0\n");
		Files.writeString(this.base.resolve("b.properties"), "n=0\n");
	}

	@Test
	void twoThreadsFinish() throws Exception {
		try (ConfigurableApplicationContext context = Crossing.open(this.base)) {
			Crossing.Service service = context.getBean(Crossing.Service.class);
			CyclicBarrier bothHaveOne = new CyclicBarrier(2);
			AtomicInteger attempts = new AtomicInteger();
			AtomicInteger otherAttempts = new AtomicInteger();
			CompletableFuture<Void> other = CompletableFuture.runAsync(
					() -> change(service, "b.properties", "a.properties", otherAttempts, bothHaveOne),
					(task) -> new Thread(task).start());
			change(service, "a.properties", "b.properties", attempts, bothHaveOne);
			other.join();
			assertThat(attempts.get() + otherAttempts.get()).isGreaterThan(2);
		}
		assertBothChangedTwice();
	}

	private static void change(Crossing.Service service, String first, String second, AtomicInteger attempts,
			CyclicBarrier barrier) {
		try {
			service.change(first, second, attempts, barrier::await);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void twoProcessesFinish() throws Exception {
		Process inOrder = start("a.properties", "b.properties");
		Process outOfOrder = start("b.properties", "a.properties");
		try (BufferedReader fromOne = inOrder.inputReader(); BufferedReader fromOther = outOfOrder.inputReader()) {
			expect(fromOne, "first");
			expect(fromOther, "first");
			goOn(inOrder);
			goOn(outOfOrder);
			expect(fromOne, "done 1");
			assertThat(lastLine(fromOther)).matches("done [23]");
			assertThat(inOrder.waitFor()).isZero();
			assertThat(outOfOrder.waitFor()).isZero();
		}
		finally {
			inOrder.destroyForcibly();
			outOfOrder.destroyForcibly();
		}
		assertBothChangedTwice();
	}

	private Process start(String first, String second) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Crossing.class.getName(),
				this.base.toString(), first, second)
			.redirectErrorStream(true)
			.start();
	}

	private static void expect(BufferedReader output, String expected) throws IOException {
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); !expected.equals(line); line = output.readLine()) {
			assertThat(line).as("the process ended after it said %s", said).isNotNull();
			said.append(line).append('\n');
		}
	}

	private static String lastLine(BufferedReader output) {
		return output.lines().reduce("", (earlier, line) -> line);
	}

	private static void goOn(Process process) throws IOException {
		process.getOutputStream().write('\n');
		process.getOutputStream().flush();
	}

	private void assertBothChangedTwice() {
		assertThat(this.base.resolve("a.properties")).hasContent("n=2\n");
		assertThat(this.base.resolve("b.properties")).hasContent("n=2\n");
		assertThat(this.base.resolve(".safeconfig/journal")).isEmptyDirectory();
	}

}
