package io.safeconfig.spring.boot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** Which beans there are, and when the base directory is touched. */
class SafeConfigAutoConfigurationTests {

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
	void makesRepositoryThatReadsAndWritesTheBaseDirectory() {
		this.runner.run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			repository.save("tenants/acme.txt", "hello");
			assertThat(this.base.resolve("tenants/acme.txt")).hasContent("hello");
			assertThat(repository.list()).containsExactly("tenants/acme.txt");
		});
	}

	@Test
	void keepsWhatIsInTheBaseDirectory() throws Exception {
		Files.createDirectory(this.base);
		Files.writeString(this.base.resolve("motd.txt"), "by hand");
		this.runner.run((context) -> assertThat(context.getBean(ConfigFileRepository.class).get("motd.txt").text())
			.isEqualTo("by hand"));
	}

	@Test
	void startOfTheContextLeavesNoConfigurationFileBehind() {
		this.runner.run((context) -> assertThat(this.base).isDirectoryNotContaining(
				(path) -> !path.endsWith(".safeconfig") && !path.endsWith(".safeconfig-locking")));
	}

	@Test
	void formatsOfTheApplicationAreAskedFirst() {
		this.runner.withBean(ConfigFormat.class, () -> ConfigFormat.jsonc().forExtensions("json")).run((context) -> {
			ConfigFileRepository repository = context.getBean(ConfigFileRepository.class);
			repository.save("a.json", "{/* one */ \"a\": 1}");
			assertThat(repository.update("a.json", (document) -> document.set("a", 2)).text())
				.isEqualTo("{/* one */ \"a\": 2}");
		});
	}

	@Test
	void doesNothingWhenDisabled() {
		this.runner.withPropertyValues("safeconfig.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(ConfigFileRepository.class)
				.doesNotHaveBean(ConfigStore.class)
				.doesNotHaveBean(SafeConfigProperties.class);
			assertThat(this.base).doesNotExist();
		});
	}

	@Test
	void backsOffBeforeTheRepositoryOfTheApplication() {
		this.runner.withUserConfiguration(OwnRepository.class).run((context) -> {
			assertThat(context).hasSingleBean(ConfigFileRepository.class)
				.hasBean("ownRepository")
				.doesNotHaveBean(FileConfigStore.class);
			assertThat(this.base).doesNotExist();
		});
	}

	@Test
	void settingsAreNotCheckedWhereTheApplicationHasItsOwnRepository() {
		this.runner.withUserConfiguration(OwnRepository.class)
			.withPropertyValues("safeconfig.lock.timeout=-1s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void usesTheStoreOfTheApplication() {
		this.runner.withUserConfiguration(OwnStore.class).run((context) -> {
			context.getBean(ConfigFileRepository.class).save("motd.txt", "in memory");
			assertThat(context).hasSingleBean(ConfigStore.class).doesNotHaveBean(FileConfigStore.class);
			assertThat(context.getBean(InMemoryStore.class).list()).containsExactly("motd.txt");
			assertThat(this.base).doesNotExist();
		});
	}

	@Test
	void closesTheStoreWithTheContext() {
		InMemoryStore[] store = new InMemoryStore[1];
		this.runner.withUserConfiguration(OwnStore.class).run((context) -> {
			store[0] = context.getBean(InMemoryStore.class);
			assertThat(store[0].isClosed()).isFalse();
		});
		assertThat(store[0].isClosed()).isTrue();
	}

	@Test
	void opensAndClosesOftenOnOneDirectory() {
		for (int i = 0; i < 3; i++) {
			String content = "start " + i;
			this.runner.run((context) -> context.getBean(ConfigFileRepository.class).save("motd.txt", content));
		}
		assertThat(this.base.resolve("motd.txt")).hasContent("start 2");
	}

	@Test
	void relativeBaseDirectoryStartsAtTheWorkingDirectory() throws Exception {
		Path relative = Files.createTempDirectory(Path.of("target"), "relative").resolve("config");
		this.runner.withPropertyValues("safeconfig.base-directory=./" + relative).run((context) -> {
			context.getBean(ConfigFileRepository.class).save("motd.txt", "here");
			assertThat(relative.toAbsolutePath().resolve("motd.txt")).hasContent("here");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRepository {

		@Bean
		ConfigFileRepository ownRepository() {
			return ConfigFileRepository.using(new InMemoryStore());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		InMemoryStore ownStore() {
			return new InMemoryStore();
		}

	}

}
