package io.safeconfig.spring.boot.autoconfigure;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.spring.transaction.ConfigTransactional;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What somebody reads whose application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class SafeConfigFailureAnalyzerTests {

	@TempDir
	Path temp;

	@Test
	void missingParent(CapturedOutput output) {
		Path base = this.temp.resolve("missing/config");
		start(Application.class, "--safeconfig.base-directory=" + base);
		assertThat(output)
			.contains("The base directory '" + base + "' cannot be used: neither it nor its parent directory exists.")
			.contains("Property: safeconfig.base-directory")
			.contains("Value: \"" + base + "\"")
			.contains("Origin: \"safeconfig.base-directory\" from property source \"commandLineArgs\"")
			.contains("Create the directory, or choose another base directory.")
			.doesNotContain("\tat ");
	}

	@Test
	void baseIsAFile(CapturedOutput output) throws Exception {
		Path base = Files.writeString(this.temp.resolve("config"), "a file");
		start(Application.class, "--safeconfig.base-directory=" + base);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("it is a file, not a directory.")
			.contains("Choose another base directory.");
		assertThat(base).hasContent("a file");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void directoryBehindALinkIsNamedAsItWasSet(CapturedOutput output) throws Exception {
		Path real = Files.createDirectory(this.temp.resolve("real"));
		Files.writeString(real.resolve(".safeconfig"), "in the way");
		Path link = Files.createSymbolicLink(this.temp.resolve("link"), real);
		start(Application.class, "--safeconfig.base-directory=" + link);
		assertThat(output).contains("The base directory '" + real.toRealPath() + "' cannot be used")
			.contains("Property: safeconfig.base-directory")
			.contains("Value: \"" + link + "\"")
			.contains("Origin: \"safeconfig.base-directory\" from property source \"commandLineArgs\"");
	}

	@Test
	void valueOutOfRange(CapturedOutput output) {
		start(Application.class, "--safeconfig.base-directory=" + this.temp, "--safeconfig.lock.timeout=-1s");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("safeconfig.lock.timeout")
			.contains("must not be negative: give a duration such as 10s, or 0 to try once.")
			.doesNotContain("\tat ");
	}

	@Test
	void annotationThatCannotWork(CapturedOutput output) {
		start(Mistaken.class, "--safeconfig.base-directory=" + this.temp);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The @ConfigTransactional of the method " + Mistaken.class.getName()
					+ "$Service.move cannot work:" + " a proxy cannot intercept a private, static or final method.")
			.contains("Make it a method of the object that others may override, and call it from another bean.")
			.doesNotContain("\tat ");
	}

	@Test
	void annotationWithoutAManager(CapturedOutput output) {
		start(Unmanaged.class, "--safeconfig.base-directory=" + this.temp);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("$Service.move cannot work: there is no transaction manager 'safeConfigTransactionManager'.")
			.contains("Make one ConfigFileRepository bean primary, or name a manager")
			.doesNotContain("\tat ");
	}

	@Test
	void storeThatTheApplicationOpenedItself(CapturedOutput output) {
		start(OwnStore.class, "--own=" + this.temp.resolve("missing/own"));
		assertThat(output).contains("neither it nor its parent directory exists.")
			.doesNotContain("safeconfig.base-directory");
	}

	@Test
	void notWritable() {
		FailureAnalysis analysis = analyze(failure("permission denied",
				"Give the process permission to read and write there.", new AccessDeniedException("/etc/config")));
		assertThat(analysis.getDescription()).startsWith("The base directory '/etc/config' cannot be used:")
			.contains("permission denied.")
			.contains("safeconfig.base-directory");
		assertThat(analysis.getAction()).startsWith("Give the process permission to read and write there. ");
	}

	@Test
	void fileSystemWithoutLocks() {
		FailureAnalysis analysis = analyze(
				failure("No locks available", "Check that the file system supports locks.", null));
		assertThat(analysis.getDescription()).contains("No locks available.");
		assertThat(analysis.getAction()).startsWith("Check that the file system supports locks. ")
			.contains("safeconfig.base-directory");
	}

	@Test
	void defaultDirectoryIsNamedAsSuch() {
		String directory = Path.of("config").toAbsolutePath().toString();
		FailureAnalysis analysis = new SafeConfigFailureAnalyzer(new MockEnvironment()).analyze(
				new ConfigStorageException("", "The base directory '" + directory + "' is odd", "Look at it.", null));
		assertThat(analysis.getDescription()).contains("Value: \"./config\" (the default)");
	}

	@Test
	void failureOfOneFileIsLeftToOthers() {
		assertThat(new SafeConfigFailureAnalyzer(new MockEnvironment())
			.analyze(new ConfigStorageException("motd.txt", "Cannot read 'motd.txt'", "Look at it.", null))).isNull();
	}

	private static ConfigStorageException failure(String reason, String nextStep, Exception cause) {
		return new ConfigStorageException("", "The base directory '/etc/config' cannot be used: " + reason, nextStep,
				cause);
	}

	private static FailureAnalysis analyze(ConfigStorageException failure) {
		MockEnvironment environment = new MockEnvironment().withProperty("root", "/etc")
			.withProperty("safeconfig.base-directory", "${root}/config");
		return new SafeConfigFailureAnalyzer(environment).analyze(new IllegalStateException("context", failure));
	}

	private static void start(Class<?> application, String... arguments) {
		SpringApplication spring = new SpringApplication(application);
		spring.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> spring.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SafeConfigAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AopAutoConfiguration.class, SafeConfigAutoConfiguration.class,
			SafeConfigTransactionAutoConfiguration.class })
	@Import(Mistaken.Service.class)
	static class Mistaken {

		static class Service {

			@ConfigTransactional
			static void move() {
			}

			@ConfigTransactional
			void fine() {
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AopAutoConfiguration.class, SafeConfigAutoConfiguration.class,
			SafeConfigTransactionAutoConfiguration.class })
	@Import(Unmanaged.Service.class)
	static class Unmanaged {

		@Bean
		ConfigFileRepository one() {
			return ConfigFileRepository.using(new InMemoryStore());
		}

		@Bean
		ConfigFileRepository two() {
			return ConfigFileRepository.using(new InMemoryStore());
		}

		static class Service {

			@ConfigTransactional
			void move() {
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		ConfigFileRepository ownRepository(Environment environment) {
			return ConfigFileRepository.using(FileConfigStore.open(Path.of(environment.getRequiredProperty("own"))));
		}

	}

}
