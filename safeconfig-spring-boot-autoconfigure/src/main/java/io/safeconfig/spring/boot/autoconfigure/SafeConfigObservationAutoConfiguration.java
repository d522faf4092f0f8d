package io.safeconfig.spring.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.safeconfig.WorkListeners;
import io.safeconfig.spring.observation.ObservedWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Observes changes and transactions. From the moment that all beans are there: a registry
 * may need beans that use the repository.
 */
@AutoConfiguration(after = SafeConfigAutoConfiguration.class)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(WorkListeners.class)
public final class SafeConfigObservationAutoConfiguration {

	SafeConfigObservationAutoConfiguration() {
	}

	@Bean
	SmartInitializingSingleton safeConfigObservation(WorkListeners work, ObjectProvider<ObservationRegistry> registry) {
		return () -> registry.ifAvailable((present) -> work.add(new ObservedWork(present)));
	}

}
