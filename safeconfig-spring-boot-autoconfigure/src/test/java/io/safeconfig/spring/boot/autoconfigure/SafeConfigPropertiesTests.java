package io.safeconfig.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.ConfigFormatException;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.format.PropertiesEncoding;
import io.safeconfig.spring.boot.actuate.ReportedStatus;
import io.safeconfig.store.file.Durability;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.FileConfigStoreBuilder;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.NonAtomicWrite;
import io.safeconfig.store.file.ProbeReport;
import io.safeconfig.store.file.ProbeScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** Every setting: its default and its effect. */
class SafeConfigPropertiesTests {

	@TempDir
	Path temp;

	private Path base;

	private ApplicationContextRunner runner;

	@BeforeEach
	void useBaseDirectory() {
		this.base = this.temp.resolve("config");
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SafeConfigAutoConfiguration.class))
			.withPropertyValues("safeconfig.base-directory=" + this.base);
	}

	@Test
	void hasDefaults() {
		SafeConfigProperties defaults = new Binder(new MapConfigurationPropertySource()).bindOrCreate("safeconfig",
				SafeConfigProperties.class);
		assertThat(defaults)
			.isEqualTo(
					new SafeConfigProperties(true, "./config", false, new SafeConfigProperties.Links(List.of()),
							new SafeConfigProperties.Lock(LockStrategy.NATIVE, LockLocation.DIRECTORY, ".lck",
									Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(30), true),
							new SafeConfigProperties.Listing(FileConfigStoreBuilder.DEFAULT_LIST_IGNORE),
							new SafeConfigProperties.Read(DataSize.ofMegabytes(10)),
							new SafeConfigProperties.Write(Durability.FULL, NonAtomicWrite.FAIL),
							new SafeConfigProperties.Document(50, 50, 1000, PropertiesEncoding.DETECT),
							new SafeConfigProperties.Probe(ProbeScope.AUTO),
							new SafeConfigProperties.Transaction(false),
							new SafeConfigProperties.Health(Duration.ofSeconds(5), Duration.ofSeconds(1),
									ReportedStatus.UP, ReportedStatus.WARNING),
							new SafeConfigProperties.Metrics(List.of())));
	}

	@Test
	void whatEditorsLeaveIsNotListedUnlessTheListIsEmpty() {
		this.runner.run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			repository.save("motd.txt", "hello");
			repository.save("motd.txt~", "hello");
			assertThat(repository.list()).containsExactly("motd.txt");
		});
		this.runner.withPropertyValues("safeconfig.list.ignore=")
			.run((context) -> assertThat(context.getBean(ConfigFileRepository.class).list()).containsExactly("motd.txt",
					"motd.txt~"));
	}

	@ParameterizedTest
	@CsvSource({ "detect, Grüße", "utf-8, Grüße", "iso-8859-1, GrÃ¼Ã\u009fe" })
	void propertyFilesAreReadInTheEncodingThatIsSet(String encoding, String greeting) throws IOException {
		Files.createDirectories(this.base);
		Files.writeString(this.base.resolve("messages.properties"), "greeting=Grüße\n");
		this.runner.withPropertyValues("safeconfig.document.properties-encoding=" + encoding).run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			assertThat(repository.get("messages.properties").getString("greeting")).isEqualTo(greeting);
			repository.update("messages.properties", (document) -> document.set("hits", 1));
			assertThat(this.base.resolve("messages.properties")).hasContent("greeting=Grüße\nhits=1");
		});
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void linksLeadOutOnlyToTheDirectoriesThatAreAllowed() throws IOException {
		Path shared = Files.createDirectory(this.base.resolveSibling("shared"));
		Files.writeString(shared.resolve("limits.yml"), "max: 1\n");
		Files.createDirectories(this.base);
		Files.createSymbolicLink(this.base.resolve("limits.yml"), shared.resolve("limits.yml"));
		this.runner.run((context) -> assertThatExceptionOfType(InvalidConfigNameException.class)
			.isThrownBy(() -> context.getBean(ConfigFileRepository.class).get("limits.yml"))
			.withMessageContaining("safeconfig.links.allowed-targets"));
		this.runner.withPropertyValues("safeconfig.links.allowed-targets=" + shared).run((context) -> {
			context.getBean(ConfigFileRepository.class).update("limits.yml", (document) -> document.set("max", 2));
			assertThat(shared.resolve("limits.yml")).hasContent("max: 2");
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, false", "false, true" })
	void lockFilesOfFilesThatAreGoneStayIfAskedTo(boolean remove, boolean stays) {
		this.runner.withPropertyValues("safeconfig.lock.remove-unused=" + remove).run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			repository.save("motd.txt", "hello");
			repository.delete("motd.txt");
			repository.close();
			assertThat(this.base.resolve(".safeconfig/locks/motd.txt.lck").toFile().exists()).isEqualTo(stays);
		});
	}

	@Test
	void lockFilesLieInTheirOwnDirectory() {
		this.runner.run((context) -> {
			context.getBean(ConfigFileRepository.class).save("motd.txt", "hello");
			assertThat(this.base.resolve(".safeconfig/locks/motd.txt.lck")).isRegularFile();
		});
	}

	@Test
	void lockFilesLieBesideTheirFilesIfAskedTo() {
		this.runner.withPropertyValues("safeconfig.lock.location=sibling", "safeconfig.lock.suffix=.lk")
			.run((context) -> {
				context.getBean(ConfigFileRepository.class).save("motd.txt", "hello");
				assertThat(this.base.resolve("motd.txt.lk")).isRegularFile();
				assertThat(this.base.resolve(".safeconfig/locks")).doesNotExist();
			});
	}

	@ParameterizedTest
	@CsvSource({ "native, .lck, .owner", "flock, .lck, .owner", "lock-file, .marker,", "none, .owner," })
	void theStrategyDecidesWhatStandsForALock(String strategy, String lock, String owner) {
		this.runner.withPropertyValues("safeconfig.lock.strategy=" + strategy).run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			List<String> there = new ArrayList<>();
			repository.updateOrCreate("motd.properties", (document) -> {
				there.addAll(List.of(this.base.resolve(".safeconfig/locks").toFile().list()));
				document.set("text", "hello");
			});
			assertThat(there).containsExactlyInAnyOrderElementsOf(Stream.of(lock, owner)
				.filter(Objects::nonNull)
				.map((suffix) -> "motd.properties" + suffix)
				.toList());
			assertThat(repository.get("motd.properties").getString("text")).isEqualTo("hello");
		});
	}

	@Test
	void aStoreThatOnlyReadsWritesNothingAndIsWell() throws IOException {
		Files.createDirectories(this.base);
		Files.writeString(this.base.resolve("motd.properties"), "text=hello\n");
		this.runner.withPropertyValues("safeconfig.read-only=true").run((context) -> {
			assertThat(context).hasNotFailed();
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			assertThat(repository.get("motd.properties").getString("text")).isEqualTo("hello");
			assertThatExceptionOfType(ConfigStorageException.class)
				.isThrownBy(() -> repository.save("motd.properties", "text=lost"))
				.withMessageContaining("safeconfig.read-only=true");
			assertThat(context.getBean(FileConfigStore.class).monitor().check().problem()).isNull();
			assertThat(this.base.toFile().list()).containsExactly("motd.properties");
		});
	}

	@Test
	void theCheckAtTheStartTellsWhatItFoundUnlessItIsTurnedOff() {
		this.runner.run((context) -> assertThat(context.getBean(FileConfigStore.class).monitor().probe().describe())
			.contains("rename", "locks"));
		this.runner.withPropertyValues("safeconfig.probe.scope=off")
			.run((context) -> assertThat(context.getBean(FileConfigStore.class).monitor().probe().findings())
				.extracting(ProbeReport.Finding::check)
				.as("what every store finds out as it opens")
				.containsExactly("directory-sync", "agreement"));
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES)
	void lockTimeoutLimitsTheWait() {
		this.runner.withPropertyValues("safeconfig.lock.timeout=50ms", "spring.application.name=patient")
			.run((context) -> whileLocked("motd.txt", () -> assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> context.getBean(ConfigFileRepository.class).save("motd.txt", "mine"))
				.satisfies((ex) -> assertThat(ex.waited()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(9)))));
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES)
	void zeroLockTimeoutTriesOnce() {
		this.runner.withPropertyValues("safeconfig.lock.timeout=0")
			.run((context) -> whileLocked("motd.txt", () -> assertThatExceptionOfType(LockTimeoutException.class)
				.isThrownBy(() -> context.getBean(ConfigFileRepository.class).save("motd.txt", "mine"))));
	}

	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES)
	void applicationNameIsTheOneThatOthersSee() {
		this.runner.withPropertyValues("spring.application.name=orders").run((context) -> {
			ConfigFileRepository ours = context.getBean(ConfigFileRepository.class);
			ConfigFileRepository other = ConfigFileRepository.using(FileConfigStore.open(this.base), Duration.ZERO);
			whileLocked(ours, "motd.txt",
					() -> assertThatExceptionOfType(LockTimeoutException.class)
						.isThrownBy(() -> other.save("motd.txt", "mine"))
						.extracting((ex) -> ex.holder().orElseThrow(), type(LockOwner.class))
						.extracting(LockOwner::application)
						.isEqualTo("orders"));
		});
	}

	@Test
	void limitsOfDocumentsRefuseFiles() {
		this.runner
			.withPropertyValues("safeconfig.document.max-depth=2", "safeconfig.document.max-aliases=0",
					"safeconfig.document.max-number-length=3")
			.run((context) -> {
				ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
				repository.save("a.json", "[[100]]");
				for (String refused : new String[] { "[[[1]]]", "[1000]" }) {
					assertThatExceptionOfType(ConfigFormatException.class)
						.isThrownBy(() -> repository.save("a.json", refused));
				}
				assertThatExceptionOfType(ConfigFormatException.class)
					.isThrownBy(() -> repository.save("a.yml", "a: &a [1]\nb: *a\n"));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-depth=129", "max-depth=0", "max-aliases=-1", "max-number-length=0" })
	void aLimitOutOfRangeIsNamed(String setting) {
		this.runner.withPropertyValues("safeconfig.document." + setting).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure())
				.hasStackTraceContaining("safeconfig.document." + setting.substring(0, setting.indexOf('=')));
			assertThat(this.base).doesNotExist();
		});
	}

	@Test
	void maxFileSizeLimitsWhatIsWritten() {
		this.runner.withPropertyValues("safeconfig.read.max-file-size=4").run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			repository.save("motd.txt", "1234");
			assertThatExceptionOfType(ConfigFileTooLargeException.class)
				.isThrownBy(() -> repository.save("motd.txt", "12345"))
				.satisfies((ex) -> assertThat(ex.limit()).isEqualTo(4));
		});
	}

	@ParameterizedTest
	@CsvSource({ "full, FULL", "file-only, FILE_ONLY", "none, NONE" })
	void durabilityReachesTheStore(String value, Durability durability) {
		this.runner.withPropertyValues("safeconfig.write.durability=" + value)
			.run((context) -> assertThat(context.getBean(FileConfigStore.class)).extracting("parts.options.durability")
				.isEqualTo(durability));
	}

	private void whileLocked(String name, Runnable action) {
		try (ConfigFileRepository holder = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			whileLocked(holder, name, action);
		}
	}

	private static void whileLocked(ConfigFileRepository holder, String name, Runnable action) {
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<Void> change = CompletableFuture.runAsync(() -> holder.updateOrCreate(name, (document) -> {
			locked.countDown();
			await(release);
		}));
		try {
			await(locked);
			action.run();
		}
		finally {
			release.countDown();
			change.join();
		}
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
