package io.safeconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What a repository does over every store, with locks or without. */
@Timeout(300)
@ParameterizedClass
@ValueSource(strings = { "files", "map" })
class ConfigFileRepositoryTests {

	@TempDir
	Path base;

	@Parameter
	String kind;

	private ConfigFileRepository opened;

	@AfterEach
	void close() {
		if (this.opened != null) {
			this.opened.close();
		}
	}

	private ConfigFileRepository files() {
		if (this.opened == null) {
			this.opened = ConfigFileRepository
				.using(this.kind.equals("files") ? FileConfigStore.open(this.base) : new MapConfigStore());
		}
		return this.opened;
	}

	@Test
	void aFileIsCreatedReadChangedAndDeleted() {
		ConfigSnapshot created = files().create("tenants/acme.properties", "limit = 5\n");
		assertThat(created.name()).isEqualTo("tenants/acme.properties");
		assertThat(files().get("tenants/acme.properties").version()).isEqualTo(created.version());
		ConfigSnapshot updated = files().update("tenants/acme.properties", (document) -> document.set("limit", 6));
		assertThat(updated.text()).isEqualTo("limit = 6\n");
		assertThat(updated.version()).isNotEqualTo(created.version());
		assertThat(files().get("tenants/acme.properties").text()).isEqualTo("limit = 6\n");
		assertThat(created.text()).isEqualTo("limit = 5\n");
		files().delete("tenants/acme.properties");
		assertThat(files().exists("tenants/acme.properties")).isFalse();
	}

	@Test
	void anAbsentFileIsNotFound() {
		assertThat(files().find("a")).isEmpty();
		assertThat(files().exists("a")).isFalse();
		assertThatExceptionOfType(ConfigFileNotFoundException.class).isThrownBy(() -> files().get("a"));
		assertThatExceptionOfType(ConfigFileNotFoundException.class).isThrownBy(() -> files().delete("a"));
		assertThatExceptionOfType(ConfigFileNotFoundException.class)
			.isThrownBy(() -> files().update("a", (document) -> {
			}));
		assertThat(files().list()).isEmpty();
	}

	@Test
	void updateOrCreateStartsFromAnEmptyDocument() {
		files().updateOrCreate("counters.properties",
				(document) -> document.set("hits", document.getLong("hits", 0) + 1));
		files().updateOrCreate("counters.properties",
				(document) -> document.set("hits", document.getLong("hits", 0) + 1));
		assertThat(files().get("counters.properties").getLong("hits")).isEqualTo(2);
	}

	@Test
	void anAbsentFileLeftEmptyIsCreatedEmpty() {
		assertThat(files().updateOrCreate("a", (document) -> {
		}).size()).isZero();
		assertThat(files().exists("a")).isTrue();
	}

	@Test
	void savingReplacesOrCreates() {
		files().save("a", "one");
		files().save("a", "two".getBytes(StandardCharsets.UTF_8));
		assertThat(files().get("a").text()).isEqualTo("two");
	}

	@Test
	void savingWithTheVersionThatIsThereReplaces() {
		ConfigSnapshot first = files().create("a", "one");
		assertThat(files().save("a", "two", first.version()).text()).isEqualTo("two");
	}

	@Test
	void savingWithAnOldVersionIsAConflict() {
		ConfigSnapshot first = files().create("a", "one");
		ConfigSnapshot second = files().save("a", "two");
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> files().save("a", "three", first.version()))
			.satisfies((ex) -> {
				assertThat(ex.base()).contains(first.version());
				assertThat(ex.theirs()).contains(second.version());
				assertThat(ex.ours()).isPresent();
				assertThat(ex.state()).isEqualTo(FileState.UNCHANGED);
				assertThat(ex).hasMessageContaining(second.version().abbreviated());
			});
		assertThat(files().get("a").text()).isEqualTo("two");
		files().delete("a");
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> files().save("a", "three", second.version()))
			.satisfies((ex) -> assertThat(ex.theirs()).isEmpty());
	}

	@Test
	void creatingWhatExistsIsAConflict() {
		files().create("a", "one");
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(() -> files().create("a", "two"));
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(() -> files().create("a", "one"));
		assertThat(files().get("a").text()).isEqualTo("one");
	}

	@Test
	void deletingWithAnOldVersionIsAConflict() {
		ConfigSnapshot first = files().create("a", "one");
		ConfigSnapshot second = files().save("a", "two");
		assertThatExceptionOfType(ConfigConflictException.class).isThrownBy(() -> files().delete("a", first.version()));
		files().delete("a", second.version());
		assertThatExceptionOfType(ConfigConflictException.class)
			.isThrownBy(() -> files().delete("a", second.version()));
	}

	@Test
	void contentThatItsFormatCannotParseIsRefusedWithThePosition() {
		files().create("a.properties", "a=1\n");
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> files().save("a.properties", "a=1\nb=\\u12x4\n"))
			.satisfies((ex) -> {
				assertThat(ex.line()).hasValue(2);
				assertThat(ex.column()).isPresent();
				assertThat(ex.getMessage()).doesNotContain("12x4");
			});
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> files().update("a.properties", (document) -> document.replaceWith("\\u")));
		assertThat(files().get("a.properties").text()).isEqualTo("a=1\n");
	}

	@Test
	void aBrokenFileCanBeReadAndReplacedButNotEdited() throws IOException {
		assumeThat(this.kind).isEqualTo("files");
		files();
		Files.writeString(this.base.resolve("b.properties"), "a=\\u1");
		assertThat(files().get("b.properties").text()).isEqualTo("a=\\u1");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> files().get("b.properties").get("a"));
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> files().update("b.properties", (document) -> document.set("b", 1)))
			.satisfies((ex) -> assertThat(ex.line()).hasValue(1));
		files().update("b.properties", (document) -> document.replaceWith("a=1"));
		assertThat(files().get("b.properties").getInt("a")).isEqualTo(1);
	}

	@Test
	void aDocumentKnowsTheVersionThatItStandsOn() {
		ConfigSnapshot created = files().updateOrCreate("a.txt", (document) -> {
			assertThat(document.version()).isEmpty();
			document.replaceWith("one");
		});
		files().update("a.txt", (document) -> assertThat(document.version()).contains(created.version()));
	}

	@Test
	void textHasNoKeys() {
		files().create("motd.txt", "hello");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> files().update("motd.txt", (document) -> document.set("a", "b")));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> files().get("motd.txt").get("a"));
		files().update("motd.txt", (document) -> {
			assertThat(document.supportsKeys()).isFalse();
			document.replaceWith(document.text() + ", world");
		});
		assertThat(files().get("motd.txt").text()).isEqualTo("hello, world");
	}

	@Test
	void valuesAreConvertedStrictly() {
		files().create("a.properties", "i = 5 \nb=TRUE\nd=1.50\nt=yes\ne=\n");
		ConfigSnapshot values = files().get("a.properties");
		assertThat(values.getInt("i")).isEqualTo(5);
		assertThat(values.getLong("i", 1)).isEqualTo(5);
		assertThat(values.getBoolean("b")).isTrue();
		assertThat(values.getDecimal("d")).isEqualTo("1.50");
		assertThat(values.getString("e")).isEmpty();
		assertThat(values.contains("e")).isTrue();
		assertThat(values.getInt("absent", 7)).isEqualTo(7);
		assertThat(values.getString("absent", "x")).isEqualTo("x");
		assertThat(values.keys()).containsExactly("i", "b", "d", "t", "e");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> values.getBoolean("t", false))
			.withMessageContaining("'t'")
			.withMessageNotContaining("yes");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> values.getInt("d"));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> values.getInt("absent"));
	}

	@Test
	void removingAnAbsentKeyIsAnErrorAndChangesNothing() {
		files().create("a.properties", "a=1\n");
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> files().update("a.properties", (document) -> document.remove("b")));
		assertThat(files().get("a.properties").text()).isEqualTo("a=1\n");
	}

	@Test
	void namesAreListedInOrderAndByPattern() {
		Stream.of("b.txt", "a.properties", "tenants/x.properties", "tenants/deep/y.properties")
			.forEach((name) -> files().create(name, "\n"));
		assertThat(files().list()).containsExactly("a.properties", "b.txt", "tenants/deep/y.properties",
				"tenants/x.properties");
		assertThat(files().list("*.properties")).containsExactly("a.properties");
		assertThat(files().list("tenants/*.properties")).containsExactly("tenants/x.properties");
		assertThat(files().list("**.properties")).hasSize(3);
	}

	@Test
	void aChangeWithinAChangeFailsAtOnce() {
		files().create("a", "");
		files().create("b", "");
		for (String inner : List.of("a", "b")) {
			assertThatIllegalStateException()
				.isThrownBy(() -> files().update("a", (document) -> files().save(inner, "x")))
				.withMessageContaining("'a'");
		}
		files().update("a", (document) -> document.replaceWith(files().get("b").text() + "read"));
		assertThat(files().get("a").text()).isEqualTo("read");
	}

	@Test
	void anArrayHandedInIsNotSharedWithItsOwner() {
		byte[] content = { 'a' };
		files().save("a", content);
		content[0] = 'b';
		byte[] read = files().get("a").bytes();
		assertThat(read).containsExactly('a');
		read[0] = 'c';
		assertThat(files().get("a").bytes()).containsExactly('a');
	}

	@Test
	void nullsAndNegativeTimeoutsAreRefused() {
		assertThatNullPointerException().isThrownBy(() -> files().find(null));
		assertThatNullPointerException().isThrownBy(() -> files().save(null, "x"));
		assertThatNullPointerException().isThrownBy(() -> files().save("a", (String) null));
		assertThatNullPointerException().isThrownBy(() -> files().save("a", "x", null));
		assertThatNullPointerException().isThrownBy(() -> files().update("a", null));
		assertThatNullPointerException().isThrownBy(() -> files().delete("a", null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ConfigFileRepository.using(new MapConfigStore(), Duration.ofNanos(-1)));
	}

	@Test
	void noIncrementOfManyThreadsIsLost() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Void>> work = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				work.add(() -> {
					for (int n = 0; n < 50; n++) {
						files().updateOrCreate("c.properties",
								(document) -> document.set("n", document.getInt("n", 0) + 1));
					}
					return null;
				});
			}
			files().updateOrCreate("c.properties", (document) -> {
			});
			for (Future<Void> done : threads.invokeAll(work)) {
				done.get();
			}
		}
		finally {
			threads.shutdown();
			assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		}
		assertThat(files().get("c.properties").getInt("n")).isEqualTo(400);
	}

	@Test
	void bytesThatAreNotUtf8AreNoText() {
		files().save("a", new byte[] { (byte) 0xff });
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> files().get("a").text());
		assertThat(files().get("a").text(StandardCharsets.ISO_8859_1)).isEqualTo("\u00ff");
	}

}
