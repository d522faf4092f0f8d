package io.safeconfig.spring.boot.autoconfigure;

import io.safeconfig.spring.boot.actuate.SafeConfigEndpoint;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpointJmxExtension;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpointWebExtension;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/** The actuator endpoint {@code safeconfig}, over HTTP and JMX. */
@AutoConfiguration(after = SafeConfigMonitorAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(SafeConfigEndpoint.class)
@ConditionalOnBean(StoreWatch.class)
@ImportRuntimeHints(ReadSettings.class)
public final class SafeConfigEndpointAutoConfiguration {

	SafeConfigEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	SafeConfigEndpoint safeConfigEndpoint(FileConfigStore store, OperatorActions actions,
			SafeConfigProperties properties) {
		return new SafeConfigEndpoint(store, actions, EffectiveSettings.of(properties));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(SafeConfigEndpoint.class)
	SafeConfigEndpointWebExtension safeConfigEndpointWebExtension(SafeConfigEndpoint endpoint, StoreWatch watch) {
		return new SafeConfigEndpointWebExtension(endpoint, watch);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(SafeConfigEndpoint.class)
	SafeConfigEndpointJmxExtension safeConfigEndpointJmxExtension(SafeConfigEndpoint endpoint, StoreWatch watch) {
		return new SafeConfigEndpointJmxExtension(endpoint, watch);
	}

}
