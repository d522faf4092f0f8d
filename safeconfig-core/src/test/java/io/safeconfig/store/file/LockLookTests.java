package io.safeconfig.store.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.os.Interception;
import io.safeconfig.store.file.LockStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How often somebody who only looks takes a lock. */
@EnabledOnOs(OS.LINUX)
class LockLookTests {

	@TempDir
	Path base;

	@Test
	void aListTriesNoLockWithoutARecord() throws Exception {
		AtomicInteger opened = new AtomicInteger();
		Interception counting = (operation, path) -> {
			if (operation.equals("openLock")) {
				opened.incrementAndGet();
			}
		};
		try (FileConfigStore store = FileConfigStore.builder(this.base).open(counting.platform())) {
			Path locks = Files.createDirectories(this.base.resolve(".safeconfig/locks"));
			for (int i = 0; i < 50; i++) {
				Files.createFile(locks.resolve(i + ".txt.lck"));
			}
			opened.set(0);
			assertThat(store.monitor().locks()).hasSize(50).allMatch((lock) -> lock.state() == State.FREE);
			assertThat(store.monitor().check().problem()).isNull();
			assertThat(opened).hasValue(0);
			Files.writeString(locks.resolve("7.txt.owner"), "left behind");
			assertThat(store.monitor().locks()).filteredOn((lock) -> lock.state() == State.STALE)
				.singleElement()
				.extracting(LockStatus::fileName)
				.isEqualTo("7.txt");
			assertThat(opened).hasValue(1);
			assertThat(store.monitor().lock("8.txt").state()).isEqualTo(State.FREE);
			assertThat(opened).hasValue(2);
		}
	}

}
