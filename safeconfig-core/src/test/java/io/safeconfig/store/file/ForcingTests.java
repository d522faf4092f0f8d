package io.safeconfig.store.file;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Makes files durable, one after the other or together. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForcingTests {

	@TempDir
	Path directory;

	private final Map<Path, Integer> forced = new ConcurrentHashMap<>();

	private Interception failing = (operation, path) -> {
	};

	private Forcing forcing(Durability durability) {
		Interception counting = (operation, path) -> {
			this.failing.before(operation, path);
			this.forced.merge(path, 1, Integer::sum);
		};
		FileOperations nowhere = (FileOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					counting.before(method.getName(), (Path) arguments[0]);
					return null;
				});
		return new Forcing(nowhere, durability);
	}

	private List<Path> paths(int count) {
		return IntStream.range(0, count).mapToObj((i) -> this.directory.resolve("f" + i)).toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 4, 8, 9, 100, 1000 })
	void eachFileIsForcedOnce(int count) throws IOException {
		forcing(Durability.FULL).files(paths(count));
		assertThat(this.forced.keySet()).containsExactlyInAnyOrderElementsOf(paths(count));
		assertThat(this.forced.values()).allMatch((times) -> times == 1);
	}

	@ParameterizedTest
	@EnumSource
	void onlyWhatTheDurabilityAsksForIsForced(Durability durability) throws IOException {
		Forcing forcing = forcing(durability);
		forcing.files(paths(5));
		assertThat(this.forced.isEmpty()).isEqualTo(durability == Durability.NONE);
		this.forced.clear();
		forcing.directories(paths(5));
		assertThat(this.forced.isEmpty()).isEqualTo(durability != Durability.FULL);
		assertThat(forcing.forcesDirectories()).isEqualTo(durability == Durability.FULL);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 20 })
	void eachFailureIsReported(int count) {
		this.failing = (operation, path) -> {
			if (path.endsWith("f0") || path.endsWith("f1")) {
				throw new IOException("planted fault " + path.getFileName());
			}
		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> forcing(Durability.FULL).files(paths(count)))
			.withMessageContaining("planted fault");
	}

	@Test
	void nothingIsForcedAnyMoreAfterAFailure() {
		AtomicInteger running = new AtomicInteger();
		this.failing = (operation, path) -> {
			running.incrementAndGet();
			try {
				if (path.endsWith("f3")) {
					throw new IOException("planted fault");
				}
				Thread.yield();
			}
			finally {
				running.decrementAndGet();
			}
		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> forcing(Durability.FULL).files(paths(50)));
		assertThat(running).hasValue(0);
		assertThat(this.forced).hasSize(49);
	}

	@Test
	void anErrorOnAHelperIsAFailure() {
		this.failing = (operation, path) -> {
			throw new StackOverflowError("test");
		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> forcing(Durability.FULL).files(paths(5)));
	}

	@Test
	void anInterruptDoesNotEndTheWaitAndIsNotLost() throws IOException {
		Thread.currentThread().interrupt();
		forcing(Durability.FULL).files(paths(20));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.forced).hasSize(20);
	}

	@Test
	void anInterruptIsNotLostInAFailure() {
		this.failing = (operation, path) -> {
			throw new IOException("planted fault");
		};
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> forcing(Durability.FULL).files(paths(20)));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void severalAreForcedAtTheSameTime() throws IOException {
		CountDownLatch together = new CountDownLatch(4);
		this.failing = (operation, path) -> {
			together.countDown();
			try {
				together.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		};
		forcing(Durability.FULL).files(paths(4));
		assertThat(this.forced).hasSize(4);
	}

	@Test
	void theHelpersBelongToNobody() throws IOException {
		Set<ClassLoader> loaders = ConcurrentHashMap.newKeySet();
		this.failing = (operation, path) -> Stream.of(Thread.currentThread())
			.filter((thread) -> thread.getName().startsWith("safeconfig-fsync"))
			.map(Thread::getContextClassLoader)
			.filter((loader) -> loader != null)
			.forEach(loaders::add);
		forcing(Durability.FULL).files(paths(100));
		assertThat(loaders).isEmpty();
	}

}
