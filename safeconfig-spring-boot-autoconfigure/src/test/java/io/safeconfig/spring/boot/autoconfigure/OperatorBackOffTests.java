package io.safeconfig.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.WorkListeners;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpoint;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpointJmxExtension;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpointWebExtension;
import io.safeconfig.spring.boot.actuate.SafeConfigHealthIndicator;
import io.safeconfig.spring.metrics.SafeConfigMetrics;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What the application brings itself is not made a second time. */
class OperatorBackOffTests {

	@TempDir
	Path base;

	private ApplicationContextRunner runner;

	private FileConfigStore store;

	private StoreWatch watch;

	private OperatorActions actions;

	private SafeConfigEndpoint endpoint;

	@BeforeEach
	void open() {
		this.store = FileConfigStore.open(this.base);
		this.watch = new StoreWatch(this.store.monitor()::check, Duration.ofHours(1), Duration.ofMinutes(1));
		this.actions = new OperatorActions(this.store.monitor());
		this.endpoint = new SafeConfigEndpoint(this.store, this.actions, Map.of());
		this.runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(SafeConfigAutoConfiguration.class, SafeConfigMonitorAutoConfiguration.class,
							SafeConfigHealthAutoConfiguration.class, SafeConfigMetricsAutoConfiguration.class,
							SafeConfigObservationAutoConfiguration.class, SafeConfigEndpointAutoConfiguration.class))
			.withPropertyValues("safeconfig.base-directory=" + this.base,
					"management.endpoints.web.exposure.include=safeconfig");
	}

	@AfterEach
	void close() {
		this.watch.close();
		this.store.close();
	}

	@Test
	void watchAndActionsOfTheApplicationAreUsed() {
		assertThatOneIsThere(StoreWatch.class, this.watch);
		assertThatOneIsThere(OperatorActions.class, this.actions);
		assertThatOneIsThere(WorkListeners.class, new WorkListeners());
	}

	@Test
	void healthOfTheApplicationReplacesOurs() {
		for (String name : List.of("safeconfigHealthIndicator", "safeconfigHealthContributor")) {
			this.runner.withBean(name, HealthIndicator.class, () -> () -> Health.up().build())
				.run((context) -> assertThat(context).hasSingleBean(HealthIndicator.class)
					.doesNotHaveBean(SafeConfigHealthIndicator.class));
		}
	}

	@Test
	void metersOfTheApplicationReplaceOurs() {
		assertThatOneIsThere(SafeConfigMetrics.class,
				new SafeConfigMetrics(this.store.monitor(), new WorkListeners(), this.watch, this.actions, List.of()));
	}

	@Test
	void endpointOfTheApplicationReplacesOurs() {
		assertThatOneIsThere(SafeConfigEndpoint.class, this.endpoint);
		assertThatOneIsThere(SafeConfigEndpointWebExtension.class,
				new SafeConfigEndpointWebExtension(this.endpoint, this.watch));
		assertThatOneIsThere(SafeConfigEndpointJmxExtension.class,
				new SafeConfigEndpointJmxExtension(this.endpoint, this.watch));
	}

	@Test
	void ofSeveralStoresNoneIsWatchedUnlessOneIsPrimary() {
		ApplicationContextRunner two = this.runner
			.withBean(ConfigFileRepository.class, () -> ConfigFileRepository.using(this.store, Duration.ZERO))
			.withBean("other", FileConfigStore.class, () -> this.store);
		two.withBean("another", FileConfigStore.class, () -> this.store)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(StoreWatch.class)
				.doesNotHaveBean(SafeConfigHealthIndicator.class)
				.doesNotHaveBean(SafeConfigEndpoint.class)
				.doesNotHaveBean(SafeConfigMetrics.class));
		two.withBean("primary", FileConfigStore.class, () -> this.store, (definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(context).hasSingleBean(SafeConfigHealthIndicator.class)
				.hasSingleBean(SafeConfigEndpoint.class));
	}

	private <T> void assertThatOneIsThere(Class<T> type, T bean) {
		this.runner.withBean(type, () -> bean)
			.run((context) -> assertThat(context).hasNotFailed().getBean(type).isSameAs(bean));
	}

}
