package io.safeconfig.spring.boot.actuate;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.safeconfig.ConfigFileRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that serves nothing, such as a batch, is watched as well, with all that
 * Spring Boot configures by itself.
 */
@Timeout(120)
class WithoutWebTests {

	@TempDir
	Path base;

	private ApplicationContextRunner runner;

	@BeforeEach
	void useBaseDirectory() {
		this.runner = new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("safeconfig.base-directory=" + this.base);
	}

	@Test
	void itsHealthCountsTheFiles() {
		this.runner.run((context) -> {
			CompositeHealthDescriptor health = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
				.health();
			assertThat(health.getComponents()).containsKey("safeconfig");
			assertThat(health.getComponents().get("safeconfig").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void itsChangesAreMeasuredAndObserved() {
		this.runner.run((context) -> {
			context.getBean(ConfigFileRepository.class).save("a.txt", "a");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("safeconfig.commit").tag("outcome", "committed").timer().count()).isOne();
			assertThat(registry.get("safeconfig.lock.hold").timer().count()).isOne();
			assertThat(registry.get("safeconfig.update").timer().count()).isOne();
		});
	}

	@Test
	void nothingIsExposedThatNobodyAskedFor() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(SafeConfigEndpoint.class)
			.doesNotHaveBean(SafeConfigEndpointWebExtension.class)
			.doesNotHaveBean(SafeConfigEndpointJmxExtension.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
