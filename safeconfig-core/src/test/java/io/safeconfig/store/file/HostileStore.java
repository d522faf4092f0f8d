package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.FileState;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.Interception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A store in a directory with one file of the user, which counts its updates. */
final class HostileStore implements AutoCloseable {

	static final String NAME = "a.properties";

	private final Path base;

	private final FileConfigStore store;

	private final ConfigFileRepository files;

	private int updates;

	HostileStore(Path base, LockStrategy strategy, Interception interception) throws IOException {
		this.base = base;
		Files.writeString(base.resolve(NAME), "comment=kept\nn=0\n");
		this.store = FileConfigStore.builder(base)
			.lockStrategy(strategy)
			.application("victim")
			.open(interception.platform());
		this.files = ConfigFileRepository.using(this.store, Duration.ofMillis(1));
		update();
	}

	static HostileStore of(Path base, LockStrategy strategy) throws IOException {
		return new HostileStore(base, strategy, (operation, path) -> {
		});
	}

	FileConfigStore store() {
		return this.store;
	}

	ConfigFileRepository files() {
		return this.files;
	}

	/** What lies at a path while this holds its lock. */
	byte[] whileHeld(String path) {
		AtomicReference<byte[]> found = new AtomicReference<>();
		this.files.update(NAME, (document) -> {
			try {
				found.set(Files.readAllBytes(this.base.resolve(path)));
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		});
		return found.get();
	}

	void assertUpdates() {
		update();
		assertThat(this.files.get(NAME).getString("n")).isEqualTo(Integer.toString(this.updates));
		assertMonitorWorks();
	}

	private void update() {
		this.updates++;
		this.files.update(NAME, (document) -> document.set("n", this.updates));
		assertUnchanged();
	}

	private void assertUnchanged() {
		assertThat(this.base.resolve(NAME)).hasContent("comment=kept\nn=" + this.updates + "\n");
	}

	/** Nothing tells who holds the lock, and nothing is done about that. */
	void assertHeldByNobodyKnown() {
		for (int i = 0; i < 2; i++) {
			Throwable refused = catchThrowable(
					() -> this.files.update(NAME, (document) -> document.set("n", "must not be written")));
			assertThat(refused).isInstanceOfSatisfying(LockTimeoutException.class,
					(ex) -> assertThat(ex.state()).isEqualTo(FileState.UNCHANGED));
			LogWatch.assertHarmless(refused);
			assertThat(this.store.monitor().lock(NAME).state()).isEqualTo(LockStatus.State.HELD);
			Throwable notCleared = catchThrowable(() -> this.store.monitor().clearStaleLock(NAME));
			assertThat(notCleared).isInstanceOf(LockTimeoutException.class);
			LogWatch.assertHarmless(notCleared);
			assertMonitorWorks();
			assertUnchanged();
		}
	}

	void assertMonitorWorks() {
		assertThat(this.store.monitor().locks()).extracting(LockStatus::fileName).contains(NAME);
		assertThat(this.store.monitor().lock(NAME)).isNotNull();
		assertThat(this.store.monitor().journals()).isNotNull();
		assertThat(this.store.monitor().check().problem()).isNull();
	}

	@Override
	public void close() {
		this.files.close();
	}

}
