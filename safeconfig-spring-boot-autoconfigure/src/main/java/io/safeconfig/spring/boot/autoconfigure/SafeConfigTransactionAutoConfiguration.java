package io.safeconfig.spring.boot.autoconfigure;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.spring.transaction.ConfigFileTransactionManager;
import io.safeconfig.spring.transaction.ConfigTransactionalAdvisor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.AbstractTransactionManagementConfiguration;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Makes every {@link ConfigFileRepository} bean join Spring's transactions, and
 * {@link io.safeconfig.spring.transaction.ConfigTransactional @ConfigTransactional} work
 * on beans. The transaction manager is for the one repository, or for the primary one.
 * <p>
 * The manager is never chosen by its type where another one exists: it neither displaces
 * nor makes ambiguous the manager of a database, and is injected by its name. In an
 * application without any other, {@code @Transactional} means this one.
 * <p>
 * Comes last of all. Spring Boot first sorts auto-configurations by order and name, and
 * then moves each of them behind those that it wants to follow. From a place near the
 * beginning, the configuration of transactions would be pulled ahead of others that have
 * to be looked at before, such as that of R2DBC, whose manager would not be made.
 */
@AutoConfiguration(after = SafeConfigAutoConfiguration.class,
		afterName = { "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
				"org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({ PlatformTransactionManager.class, TransactionManagerCustomizers.class })
@ConditionalOnBean(ConfigFileRepository.class)
@ConditionalOnBooleanProperty(name = "safeconfig.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SafeConfigProperties.class)
@Import(AutoProxyRegistrar.class)
public final class SafeConfigTransactionAutoConfiguration {

	SafeConfigTransactionAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static JoiningBeanPostProcessor safeConfigJoiningBeanPostProcessor(
			ObjectProvider<SafeConfigProperties> properties) {
		return new JoiningBeanPostProcessor(properties);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ConfigTransactionalAdvisor safeConfigTransactionalAdvisor(BeanFactory beans) {
		return new ConfigTransactionalAdvisor(beans);
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnSingleCandidate(ConfigFileRepository.class)
	@ConditionalOnMissingBean(name = ConfigTransactionalAdvisor.DEFAULT_MANAGER)
	ConfigFileTransactionManager safeConfigTransactionManager(ConfigFileRepository repository,
			SafeConfigProperties properties, ObjectProvider<TransactionManagerCustomizers> customizers) {
		ConfigFileTransactionManager manager = new ConfigFileTransactionManager(repository);
		manager.setJoinsOthers(properties.transaction().synchronize());
		customizers.ifAvailable((present) -> present.customize(manager));
		return manager;
	}

	/**
	 * Spring Boot does this only for a manager that can be found by its type. It also
	 * brings {@code @TransactionalEventListener}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(AbstractTransactionManagementConfiguration.class)
	static class TransactionManagement {

		@Configuration(proxyBeanMethods = false)
		@EnableTransactionManagement(proxyTargetClass = true)
		@ConditionalOnBooleanProperty(name = "spring.aop.proxy-target-class", matchIfMissing = true)
		static class OfClasses {

		}

		@Configuration(proxyBeanMethods = false)
		@EnableTransactionManagement(proxyTargetClass = false)
		@ConditionalOnBooleanProperty(name = "spring.aop.proxy-target-class", havingValue = false)
		static class OfInterfaces {

		}

	}

}
