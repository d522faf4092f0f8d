package io.safeconfig.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpoint;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpointJmxExtension;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpointWebExtension;
import io.safeconfig.spring.boot.actuate.SafeConfigHealthIndicator;
import io.safeconfig.spring.metrics.SafeConfigMetrics;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.ConfigStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of health, metrics, traces and endpoint there are. */
class OperatorAutoConfigurationTests {

	@TempDir
	Path base;

	private ApplicationContextRunner runner;

	@BeforeEach
	void useBaseDirectory() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(SafeConfigAutoConfiguration.class, SafeConfigMonitorAutoConfiguration.class,
							SafeConfigHealthAutoConfiguration.class, SafeConfigMetricsAutoConfiguration.class,
							SafeConfigObservationAutoConfiguration.class, SafeConfigEndpointAutoConfiguration.class))
			.withPropertyValues("safeconfig.base-directory=" + this.base,
					"management.endpoints.web.exposure.include=safeconfig");
	}

	@Test
	void allOfThemWithTheActuator() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(SafeConfigHealthIndicator.class)
				.hasSingleBean(SafeConfigMetrics.class)
				.hasSingleBean(SafeConfigEndpoint.class)
				.hasSingleBean(SafeConfigEndpointWebExtension.class)
				.hasSingleBean(SafeConfigEndpointJmxExtension.class)
				.hasBean("safeconfigHealthIndicator");
			assertThat(context.getBean(SafeConfigHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void noneButTheRepositoryWithoutActuatorAndMicrometer() {
		this.runner
			.withClassLoader(new FilteredClassLoader(HealthIndicator.class, MeterBinder.class, MeterRegistry.class,
					ObservationRegistry.class, ConditionalOnAvailableEndpoint.class))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasSingleBean(ConfigFileRepository.class)
					.doesNotHaveBean("safeconfigHealthIndicator")
					.doesNotHaveBean("safeConfigMetrics")
					.doesNotHaveBean("safeConfigObservation")
					.doesNotHaveBean("safeConfigEndpoint");
				context.getBean(ConfigFileRepository.class).save("a.txt", "a");
			});
	}

	@Test
	void metricsWithoutTheActuator() {
		this.runner
			.withClassLoader(new FilteredClassLoader(HealthIndicator.class, ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasSingleBean(SafeConfigMetrics.class)
				.doesNotHaveBean("safeconfigHealthIndicator")
				.doesNotHaveBean("safeConfigEndpoint"));
	}

	@Test
	void healthAndEndpointWithoutMicrometer() {
		this.runner
			.withClassLoader(new FilteredClassLoader(MeterBinder.class, MeterRegistry.class, ObservationRegistry.class))
			.run((context) -> assertThat(context).hasSingleBean(SafeConfigHealthIndicator.class)
				.hasSingleBean(SafeConfigEndpoint.class)
				.doesNotHaveBean("safeConfigMetrics"));
	}

	@Test
	void eachCanBeTurnedOff() {
		this.runner
			.withPropertyValues("management.health.safeconfig.enabled=false",
					"management.endpoint.safeconfig.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(SafeConfigHealthIndicator.class)
				.doesNotHaveBean(SafeConfigEndpoint.class)
				.doesNotHaveBean(SafeConfigEndpointWebExtension.class)
				.doesNotHaveBean(SafeConfigEndpointJmxExtension.class)
				.hasSingleBean(SafeConfigMetrics.class));
		this.runner.withPropertyValues("safeconfig.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SafeConfigHealthIndicator.class)
				.doesNotHaveBean(SafeConfigMetrics.class)
				.doesNotHaveBean(SafeConfigEndpoint.class)
				.doesNotHaveBean("safeConfigObservation")
				.doesNotHaveBean(OperatorActions.class)
				.doesNotHaveBean(StoreWatch.class));
	}

	@Test
	void anEndpointThatIsNotExposedIsNotMade() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(SafeConfigEndpoint.class));
	}

	@Test
	void anEndpointThatIsExposedToJmxAloneIsMade() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=health",
					"management.endpoints.jmx.exposure.include=safeconfig", "spring.jmx.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(SafeConfigEndpoint.class)
				.hasSingleBean(SafeConfigEndpointJmxExtension.class));
	}

	@Test
	void aStoreOfAnotherKindIsNotWatched() {
		this.runner.withBean(ConfigStore.class, InMemoryStore::new)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ConfigFileRepository.class)
				.doesNotHaveBean(SafeConfigHealthIndicator.class)
				.doesNotHaveBean(SafeConfigMetrics.class)
				.doesNotHaveBean(SafeConfigEndpoint.class));
	}

	@Test
	void changesAreObservedByTheRegistryOfTheApplication() {
		this.runner.withBean(ObservationRegistry.class, TestObservationRegistry::create).run((context) -> {
			context.getBean(ConfigFileRepository.class).save("a.txt", "a");
			TestObservationRegistry registry = (TestObservationRegistry) context.getBean(ObservationRegistry.class);
			TestObservationRegistryAssert.assertThat(registry).hasObservationWithNameEqualTo("safeconfig.update");
		});
	}

	@Test
	void metersOfNamedFilesHaveTheirNames() {
		this.runner.withPropertyValues("safeconfig.metrics.file-tags=flags.yml,limits.yml").run((context) -> {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(SafeConfigMetrics.class).bindTo(registry);
			assertThat(registry.find("safeconfig.lock.hold").timers())
				.extracting((timer) -> timer.getId().getTag("file"))
				.containsExactlyInAnyOrder("flags.yml", "limits.yml", "other");
		});
	}

	@Test
	void theSettingsAreShownAsTheyAreWritten() {
		this.runner.withPropertyValues("safeconfig.lock.location=sibling", "safeconfig.lock.timeout=3s")
			.run((context) -> assertThat(context.getBean(SafeConfigEndpoint.class).overview().settings())
				.containsEntry("safeconfig.lock.location", "sibling")
				.containsEntry("safeconfig.lock.timeout", "PT3S")
				.containsEntry("safeconfig.read.max-file-size", "10485760B")
				.containsEntry("safeconfig.metrics.file-tags", ""));
	}

}
