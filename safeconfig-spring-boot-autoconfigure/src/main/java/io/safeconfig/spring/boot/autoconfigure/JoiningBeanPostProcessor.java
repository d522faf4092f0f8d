package io.safeconfig.spring.boot.autoconfigure;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.spring.transaction.SpringTransactionScope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Makes each repository, also one of the application, join Spring's transactions. Comes
 * before proxies are made, which the view would otherwise lie outside of.
 */
final class JoiningBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final ObjectProvider<SafeConfigProperties> properties;

	JoiningBeanPostProcessor(ObjectProvider<SafeConfigProperties> properties) {
		this.properties = properties;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ConfigFileRepository repository) {
			return this.properties.getObject().transaction().synchronize()
					? SpringTransactionScope.joinOthers(repository) : SpringTransactionScope.join(repository);
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
