package io.safeconfig.spring.transaction;

import java.util.List;

import io.safeconfig.ConfigFileRepository;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** What an application needs without Spring Boot for the annotation to work. */
class TransactionalContext extends AnnotationConfigApplicationContext {

	TransactionalContext(LockingMemoryStore store, boolean proxyClasses, Class<?>... beans) {
		this(store, proxyClasses, ConfigTransactionalAdvisor.DEFAULT_MANAGER, beans);
	}

	TransactionalContext(LockingMemoryStore store, boolean proxyClasses, String manager, Class<?>... beans) {
		AopConfigUtils.registerAutoProxyCreatorIfNecessary(this);
		if (proxyClasses) {
			AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(this);
		}
		registerBean(LockingMemoryStore.class, () -> store);
		registerBean(ConfigFileRepository.class, () -> SpringTransactionScope.join(ConfigFileRepository.using(store)));
		registerBean(manager, ConfigFileTransactionManager.class,
				() -> new ConfigFileTransactionManager(getBean(ConfigFileRepository.class)));
		registerBean(ConfigTransactionalAdvisor.class, () -> new ConfigTransactionalAdvisor(this),
				(definition) -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
		((GenericApplicationContext) this).registerBean("names", List.class, () -> List.of("one.txt", "two.txt"));
		register(beans);
		refresh();
	}

}
