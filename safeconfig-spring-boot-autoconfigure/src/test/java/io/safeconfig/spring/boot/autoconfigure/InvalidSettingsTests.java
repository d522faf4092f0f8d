package io.safeconfig.spring.boot.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** A wrong value stops the application with the name of its setting. */
class InvalidSettingsTests {

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

	@ParameterizedTest
	@CsvSource({ "safeconfig.base-directory, '', must not be blank",
			"safeconfig.base-directory, a\0b, This is not a path",
			"safeconfig.base-directory, classpath:config, Files on the class path cannot be changed",
			"safeconfig.base-directory, file:./config, give the path alone",
			"safeconfig.base-directory, ~/config, use ${user.home}",
			"safeconfig.links.allowed-targets, file:/etc, give the path alone",
			"safeconfig.links.allowed-targets, a\0b, This is not a path",
			"safeconfig.lock.suffix, lock, a dot followed by up to 31 letters",
			"safeconfig.lock.suffix, '', a dot followed by up to 31 letters",
			"safeconfig.lock.suffix, ./up, a dot followed by up to 31 letters",
			"safeconfig.list.ignore, sub/*.bak, the last part of a name",
			"safeconfig.lock.timeout, -1s, must not be negative",
			"safeconfig.lock.deadlock-timeout, -1ms, must not be negative",
			"safeconfig.lock.hold-warning, 0s, must be longer than zero",
			"safeconfig.health.check-interval, 0s, must be longer than zero",
			"safeconfig.health.check-timeout, -1s, must be longer than zero",
			"safeconfig.read.max-file-size, 0B, must be from 1 to 1073741824 bytes",
			"safeconfig.read.max-file-size, -1MB, must be from 1 to 1073741824 bytes",
			"safeconfig.read.max-file-size, 2GB, must be from 1 to 1073741824 bytes" })
	void valueOutOfRangeStopsTheApplicationAndLeavesNoTrace(String property, String value, String mend) {
		this.runner.withPropertyValues(property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			assertNamed(invalid(context.getStartupFailure()), property, mend);
			assertThat(this.base).doesNotExist();
		});
	}

	@ParameterizedTest
	@CsvSource({ "safeconfig.lock.timeout, soon", "safeconfig.lock.deadlock-timeout, soon",
			"safeconfig.transaction.synchronize, perhaps", "safeconfig.lock.location, elsewhere",
			"safeconfig.lock.strategy, hope", "safeconfig.document.properties-encoding, ebcdic",
			"safeconfig.probe.scope, deep", "safeconfig.read.max-file-size, big", "safeconfig.write.durability, half" })
	void valueOfAnotherTypeStopsTheApplication(String property, String value) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(property));
	}

	private static Throwable invalid(Throwable failure) {
		Throwable current = failure;
		while (current != null && !(current instanceof InvalidConfigurationPropertyValueException)) {
			current = current.getCause();
		}
		return current;
	}

	private static void assertNamed(Throwable failure, String property, String mend) {
		assertThat(failure).asInstanceOf(type(InvalidConfigurationPropertyValueException.class))
			.satisfies((invalid) -> {
				assertThat(invalid.getName()).isEqualTo(property);
				assertThat(invalid.getReason()).contains(mend).endsWith(".");
			});
	}

}
