package io.safeconfig.store.file;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Interception;
import io.safeconfig.os.OpenFile;
import io.safeconfig.os.OpenFile.Writers;
import io.safeconfig.os.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** On a busy machine it takes long to find out who has a file open. */
@EnabledOnOs(OS.LINUX)
class SlowLookTests {

	private static final Path PROC = Path.of("/proc");

	private static final Duration LOOK = Duration.ofMillis(60);

	@TempDir
	Path base;

	/** How far both clocks are ahead of the real ones, in nanoseconds. */
	private final AtomicLong ahead = new AtomicLong();

	/**
	 * The first look takes until the file is nearly old enough, and the second one until
	 * it is and the time is up.
	 */
	@Test
	void theTimeThatALookTakesCountsAsTimeInWhichNobodyWrote() throws IOException {
		Path file = this.base.resolve("a.properties");
		try (FileConfigStore store = StoreOverPlatform.open(this.base, slow())) {
			ConfigFileRepository files = ConfigFileRepository.using(store, SavesUnderWay.QUIET);
			files.create("warm-up.properties", "a=1\n");
			Files.writeString(this.base.resolve("warm-up.properties"), "a=2\n");
			this.ahead.addAndGet(SavesUnderWay.QUIET.toNanos());
			files.update("warm-up.properties", (document) -> document.set("a", 3));
			this.ahead.set(0);
			Files.writeString(file, "a=1\n");
			files.update("a.properties", (document) -> document.set("a", 2));
		}
		assertThat(file).hasContent("a=2");
	}

	/** No lease is granted, and each look at the processes takes 60 ms. */
	private Platform slow() {
		Platform real = Platform.system();
		Interception slow = (operation, path) -> {
			if (operation.equals("list") && path.equals(PROC)) {
				this.ahead.addAndGet(LOOK.toNanos());
			}
		};
		return new Platform(withoutLeases(slow.overRealFiles()), new OffsetClock(),
				() -> System.nanoTime() + this.ahead.get(), real.nonces(), real.self(), real.locks());
	}

	private static FileOperations withoutLeases(FileOperations files) {
		return proxy(FileOperations.class, (method, arguments) -> {
			Object result = Interception.invoke(files, method, arguments);
			return (result instanceof OpenFile open) ? withoutLease(open) : result;
		});
	}

	private static OpenFile withoutLease(OpenFile open) {
		return proxy(OpenFile.class, (method, arguments) -> method.getName().equals("holdOff") ? Writers.UNKNOWN
				: Interception.invoke(open, method, arguments));
	}

	private static <T> T proxy(Class<T> type, Call call) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> call.run(method, arguments)));
	}

	private interface Call {

		Object run(Method method, Object[] arguments) throws Throwable;

	}

	private final class OffsetClock extends Clock {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Instant.now().plusNanos(SlowLookTests.this.ahead.get());
		}

	}

}
