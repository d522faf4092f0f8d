package io.safeconfig.spring.boot.autoconfigure;

import io.safeconfig.spring.boot.actuate.SafeConfigHealthIndicator;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health indicator {@code safeconfig}. */
@AutoConfiguration(after = SafeConfigMonitorAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("safeconfig")
@ConditionalOnBean(StoreWatch.class)
public final class SafeConfigHealthAutoConfiguration {

	SafeConfigHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "safeconfigHealthIndicator", "safeconfigHealthContributor" })
	SafeConfigHealthIndicator safeconfigHealthIndicator(FileConfigStore store, StoreWatch watch,
			SafeConfigProperties properties) {
		return new SafeConfigHealthIndicator(store.monitor(), watch, properties.health().staleLock(),
				properties.health().longHeldLock());
	}

}
