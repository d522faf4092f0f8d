package io.safeconfig.store.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.LockStrategy;
import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Journals that are none, or were, under names that journals have and have not. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalFuzzTests {

	private static final int ROUNDS = 60;

	private static final String NONCE = "0123456789abcdef";

	private static final String OTHER = "b.properties";

	/** What stands before the suffix; the second of them only in the way of its file. */
	private static final List<String> STEMS = List.of(HostileStore.NAME + "." + NONCE, OTHER + "." + NONCE, "notes",
			"%2E%2E%2Fx." + NONCE, "%00." + NONCE, "%." + NONCE, "=" + "0".repeat(64) + "." + NONCE, "..." + NONCE,
			"evil\r\u001b[31m", "evil\n." + NONCE, "\u202e." + NONCE, "x".repeat(230));

	private static final List<String> SUFFIXES = List.of(JournalNames.COMMITTED, JournalNames.INTENT,
			JournalNames.COMMITTED + JournalNames.QUARANTINED);

	@TempDir
	Path base;

	@TempDir
	Path outside;

	private Path journals;

	@BeforeEach
	void seed() throws IOException {
		this.journals = Files.createDirectories(this.base.resolve(".safeconfig/journal"));
		Files.writeString(this.base.resolve(OTHER), "b=1\n");
	}

	private static Journal.Entry entry(String name, String before, String content) {
		return new Journal.Entry(name, name, Revision.of(before.getBytes(StandardCharsets.UTF_8)),
				new FileChange.Write(content.getBytes(StandardCharsets.UTF_8)));
	}

	/** A whole one, of a commit whose file has changed since. */
	private static byte[] real(String operation) {
		return JournalFormat
			.encode(new Journal(operation, List.of(entry(HostileStore.NAME, LogWatch.CANARY, "n=" + LogWatch.CANARY),
					entry(OTHER, LogWatch.CANARY, LogWatch.CANARY))));
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK", "LOCK_FILE" })
	void noJournalKeepsAnUpdateFromItsFileOrShowsItsContent(LockStrategy strategy) throws IOException {
		HostileBytes hostile = new HostileBytes(4);
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(this.base, strategy)) {
			for (int round = 0; round < ROUNDS; round++) {
				for (int i = hostile.below(3); i >= 0; i--) {
					Path journal = this.journals.resolve(hostile.anyOf(STEMS) + hostile.anyOf(SUFFIXES));
					Files.write(journal, bytes(hostile));
				}
				if (round % 2 == 0) {
					store.assertMonitorWorks();
				}
				else {
					FileConfigStore.builder(this.base).lockStrategy(strategy).open().close();
				}
				store.assertUpdates();
				assertThat(this.base.resolve(OTHER)).hasContent("b=1\n");
				log.assertHarmless();
				clear();
			}
			assertThat(store.store().monitor().recoveries(RecoveryResult.QUARANTINED)).isPositive();
			assertThat(store.store().monitor().recoveries(RecoveryResult.DROPPED)).isPositive();
			assertThat(store.store().monitor().recoveries(RecoveryResult.FINISHED)).isPositive();
		}
	}

	private static byte[] bytes(HostileBytes hostile) {
		byte[] real = real(hostile.anyOf(HostileBytes.TEXTS));
		return switch (hostile.below(4)) {
			case 0 -> hostile.garbage(2_000);
			case 1 -> real;
			default -> hostile.mutated(real);
		};
	}

	private void clear() throws IOException {
		try (Stream<Path> all = Files.list(this.journals)) {
			for (Path path : all.toList()) {
				Files.delete(path);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NATIVE", "FLOCK", "LOCK_FILE" })
	void whateverLiesInThePlaceOfAJournalBlocksNobody(LockStrategy strategy) throws Exception {
		Path precious = Files.write(this.outside.resolve("precious"), real(LogWatch.CANARY));
		byte[] content = Files.readAllBytes(precious);
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(this.base, strategy)) {
			for (HostilePlace place : HostilePlace.values()) {
				for (String suffix : SUFFIXES) {
					for (String stem : STEMS.subList(0, 3)) {
						Path journal = this.journals.resolve(stem + suffix);
						place.put(journal, precious);
						store.assertMonitorWorks();
						store.assertUpdates();
						FileConfigStore.builder(this.base).lockStrategy(strategy).open().close();
						store.assertMonitorWorks();
						log.assertHarmless();
						HostilePlace.clear(journal);
						HostilePlace.clear(this.journals.resolve(stem + suffix + JournalNames.QUARANTINED));
					}
				}
			}
		}
		assertThat(precious).hasBinaryContent(content);
	}

	/** With the length that it says, so that only its checksum gives it away. */
	@Test
	void aLargeFileThatBeginsAsAJournalIsPutAside() throws IOException {
		int size = 64 * 1024 * 1024;
		byte[] start = Arrays.copyOf(real("x"), JournalFormat.START_LENGTH);
		ByteBuffer.wrap(start).putLong(start.length - Long.BYTES, size - start.length - 32);
		try (LogWatch log = new LogWatch(); HostileStore store = HostileStore.of(this.base, LockStrategy.NATIVE)) {
			try (RandomAccessFile file = new RandomAccessFile(
					this.journals.resolve("x" + JournalNames.COMMITTED).toFile(), "rw")) {
				file.write(start);
				file.setLength(size);
			}
			store.assertUpdates();
			assertThat(log.has("its checksum is wrong")).isTrue();
			log.assertHarmless();
		}
	}

	@Test
	void aJournalThatCannotBeCarriedOutShowsNoContentAndBlocksNoOtherFile() throws IOException {
		Path other = this.base.toRealPath().resolve(OTHER);
		boolean[] refuses = { true };
		try (LogWatch log = new LogWatch();
				HostileStore store = new HostileStore(this.base, LockStrategy.NATIVE, (operation, path) -> {
					if (refuses[0] && operation.equals("copyWithAttributes") && path.equals(other)) {
						throw new AccessDeniedException(path.toString());
					}
				})) {
			Files.write(this.journals.resolve(STEMS.get(1) + JournalNames.COMMITTED),
					JournalFormat.encode(new Journal("\u001b[31m" + "y".repeat(500),
							List.of(entry(OTHER, "b=1\n", "b=" + LogWatch.CANARY)))));
			store.assertUpdates();
			Throwable failure = catchThrowable(() -> store.files().save(OTHER, "b=2\n"));
			assertThat(failure).isInstanceOf(ConfigStorageException.class).hasMessageContaining("permission denied");
			LogWatch.assertHarmless(failure);
			store.assertUpdates();
			assertThat(store.store().monitor().journals()).singleElement()
				.satisfies((journal) -> assertThat(journal.problem()).contains("permission denied")
					.doesNotContain(LogWatch.CANARY));
			refuses[0] = false;
			store.files().update(OTHER, (document) -> document.set("c", 3));
			assertThat(this.base.resolve(OTHER)).hasContent("b=" + LogWatch.CANARY + "\nc=3\n");
			assertThat(log.has("Finishing a transaction (?[31myyy")).isTrue();
			log.assertHarmless();
		}
	}

}
