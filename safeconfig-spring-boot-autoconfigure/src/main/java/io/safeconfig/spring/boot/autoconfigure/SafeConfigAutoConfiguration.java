package io.safeconfig.spring.boot.autoconfigure;

import java.util.stream.Stream;

import io.safeconfig.ConfigBinding;
import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigFileRepositoryBuilder;
import io.safeconfig.ConfigValidator;
import io.safeconfig.WorkListeners;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.spring.event.ConfigFilesChangedPublisher;
import io.safeconfig.spring.event.ForeignChangePublisher;
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.FileConfigStoreBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Makes a {@link ConfigFileRepository} over the base directory, unless the application
 * has one of its own. An application that has its own {@link ConfigStore} gets a
 * repository over that; the base directory is then neither created nor looked at.
 * <p>
 * Every {@link ConfigFileListener} bean is told of stale locks, of commits and of what
 * was put aside, in the order of the beans; after them, a commit is published as a
 * {@link io.safeconfig.spring.event.ConfigFilesChangedEvent}, and what was put aside as a
 * {@link io.safeconfig.spring.event.ForeignChangePutAsideEvent}.
 * <p>
 * Every {@link ConfigFormat} bean is asked, in the order of the beans, whether it takes a
 * file, before the formats that SafeConfig brings.
 * <p>
 * {@code safeconfig.enabled=false} turns all of it off.
 * <p>
 * Comes before all others: the condition of
 * {@link SafeConfigTransactionAutoConfiguration} may be judged early. It imports a class
 * that Spring Boot's own configuration of transactions imports too, and at the place of
 * that one, Spring judges both.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnBooleanProperty(name = "safeconfig.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SafeConfigProperties.class)
public final class SafeConfigAutoConfiguration {

	SafeConfigAutoConfiguration() {
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean({ ConfigStore.class, ConfigFileRepository.class })
	FileConfigStore safeConfigStore(SafeConfigProperties properties, ObjectProvider<ConfigFileListener> listeners,
			Environment environment, ApplicationEventPublisher publisher) {
		StoreSettings.requireUsable(properties); // before the directory is created
		ForeignChangePublisher last = new ForeignChangePublisher(publisher);
		FileConfigStoreBuilder builder = StoreSettings.builder(properties)
			.listener(new OrderedListeners(() -> Stream.concat(listeners.orderedStream(), Stream.of(last))));
		String application = environment.getProperty("spring.application.name");
		if (StringUtils.hasText(application)) {
			builder.application(application);
		}
		return builder.open();
	}

	/** Empty until somebody wants to follow the work. */
	@Bean
	@ConditionalOnMissingBean
	WorkListeners safeConfigWorkListeners() {
		return new WorkListeners();
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(ConfigFileRepository.class)
	ConfigFileRepository configFileRepository(ConfigStore store, SafeConfigProperties properties,
			ObjectProvider<ConfigFileListener> listeners, ObjectProvider<ConfigFormat> formats,
			ObjectProvider<ConfigBinding> binding, ObjectProvider<ConfigValidator> validator,
			ApplicationEventPublisher publisher, WorkListeners work) {
		StoreSettings.requireUsable(properties);
		ConfigFilesChangedPublisher last = new ConfigFilesChangedPublisher(publisher);
		ConfigFileRepositoryBuilder builder = ConfigFileRepository.builder(store)
			.workListener(work)
			.limits(StoreSettings.limits(properties))
			.lockTimeout(properties.lock().timeout())
			.deadlockTimeout(properties.lock().deadlockTimeout())
			.listener(new OrderedListeners(() -> Stream.concat(listeners.orderedStream(), Stream.of(last))));
		formats.orderedStream().forEach(builder::format);
		builder.format(ConfigFormat.properties(properties.document().propertiesEncoding()));
		binding.ifAvailable(builder::binding);
		validator.ifAvailable(builder::validator);
		return builder.build();
	}

}
