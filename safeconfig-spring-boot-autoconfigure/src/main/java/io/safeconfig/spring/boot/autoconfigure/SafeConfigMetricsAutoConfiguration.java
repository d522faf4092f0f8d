package io.safeconfig.spring.boot.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.safeconfig.WorkListeners;
import io.safeconfig.spring.metrics.SafeConfigMetrics;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The meters, bound to whatever registry the application has. */
@AutoConfiguration(after = SafeConfigMonitorAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(StoreWatch.class)
public final class SafeConfigMetricsAutoConfiguration {

	SafeConfigMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	SafeConfigMetrics safeConfigMetrics(FileConfigStore store, WorkListeners work, StoreWatch watch,
			OperatorActions actions, SafeConfigProperties properties) {
		return new SafeConfigMetrics(store.monitor(), work, watch, actions, properties.metrics().fileTags());
	}

}
