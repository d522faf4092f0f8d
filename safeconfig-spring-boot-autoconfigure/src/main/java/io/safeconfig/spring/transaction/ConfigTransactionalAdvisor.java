package io.safeconfig.spring.transaction;

import java.lang.reflect.Method;

import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.InvalidConfigNameException;
import org.aopalliance.aop.Advice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.EmbeddedValueResolverAware;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.StringValueResolver;

/**
 * Makes {@link ConfigTransactional} work on beans. For an auto-proxy creator of Spring,
 * as a bean of infrastructure; asks for the transaction manager when it is first needed.
 * Thread-safe.
 * <p>
 * What is wrong with an annotation is thrown as an
 * {@link InvalidConfigTransactionalException} when the bean is made. When all beans are
 * there, the literal names of files are tried by reading the files, if they exist.
 */
public final class ConfigTransactionalAdvisor extends AbstractPointcutAdvisor
		implements EmbeddedValueResolverAware, SmartInitializingSingleton {

	/** The name of the manager that is used unless an annotation names another. */
	public static final String DEFAULT_MANAGER = "safeConfigTransactionManager";

	private static final Logger logger = LoggerFactory.getLogger(ConfigTransactionalAdvisor.class);

	private final transient BeanFactory beans;

	private final transient ConfigTransactionAttributeSource attributes = new ConfigTransactionAttributeSource();

	private final transient Pointcut pointcut = new Annotated(this.attributes);

	private final transient Advice advice;

	private final transient OtherTransactions others;

	/**
	 * Create an advisor.
	 * @param beans where transaction managers are, and the beans that expressions name
	 */
	public ConfigTransactionalAdvisor(BeanFactory beans) {
		this.beans = beans;
		this.others = new OtherTransactions(beans);
		this.advice = new ConfigTransactionInterceptor(this.attributes, this::manager, new BeanFactoryResolver(beans));
	}

	private PlatformTransactionManager manager(ConfigTransactionAttribute attribute) {
		String name = attribute.transactionManager();
		if (!this.beans.containsBean(name)) {
			throw Mistake.of(attribute.files().method(), "there is no transaction manager '" + name + "'",
					"Make one ConfigFileRepository bean primary, or name a manager: there is one of itself only for"
							+ " a single repository or a primary one, and none with safeconfig.enabled=false.");
		}
		PlatformTransactionManager manager = this.beans.getBean(name, PlatformTransactionManager.class);
		this.others.lookAt(attribute.files().method(), manager);
		return manager;
	}

	@Override
	public void setEmbeddedValueResolver(StringValueResolver resolver) {
		this.attributes.setEmbeddedValueResolver(resolver);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.attributes.found().forEach(this::check);
		this.others.lookAtAll();
	}

	private void check(ConfigTransactionAttribute attribute) {
		if (manager(attribute) instanceof ConfigFileTransactionManager manager) {
			attribute.files().literals().forEach((name) -> check(name, manager.repository(), attribute));
		}
	}

	private static void check(String name, ConfigFileRepository repository, ConfigTransactionAttribute attribute) {
		try {
			repository.exists(name);
		}
		catch (InvalidConfigNameException ex) {
			throw Mistake.of(attribute.files().method(), ex.problem(), ex);
		}
		catch (ConfigFileException ex) {
			logger.debug("The name '{}' is allowed, but the file cannot be read", name, ex);
		}
	}

	@Override
	public Pointcut getPointcut() {
		return this.pointcut;
	}

	@Override
	public Advice getAdvice() {
		return this.advice;
	}

	/** Matches what has the annotation, after a look at the rest of the class. */
	private static final class Annotated extends StaticMethodMatcherPointcut {

		private final ConfigTransactionAttributeSource attributes;

		Annotated(ConfigTransactionAttributeSource attributes) {
			this.attributes = attributes;
		}

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			boolean matches = this.attributes.hasTransactionAttribute(method, targetClass);
			if (matches) {
				this.attributes.check(targetClass);
			}
			return matches;
		}

	}

}
