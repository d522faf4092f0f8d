package io.safeconfig.spring.boot.autoconfigure;

import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * What health, metrics and endpoint have in common: a look at the {@link FileConfigStore}
 * from the background. An application that has no such bean is not watched.
 */
@AutoConfiguration(after = SafeConfigAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "safeconfig.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(FileConfigStore.class)
public final class SafeConfigMonitorAutoConfiguration {

	SafeConfigMonitorAutoConfiguration() {
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	StoreWatch safeConfigStoreWatch(FileConfigStore store, SafeConfigProperties properties) {
		return new StoreWatch(store.monitor()::check, properties.health().checkInterval(),
				properties.health().checkTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	OperatorActions safeConfigOperatorActions(FileConfigStore store) {
		return new OperatorActions(store.monitor());
	}

}
