package io.safeconfig.spring.transaction;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.expression.BeanResolver;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DelegatingTransactionAttribute;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.backoff.BackOffExecution;

/** Runs methods in transactions, again where asked to. Thread-safe. */
final class ConfigTransactionInterceptor implements MethodInterceptor {

	private final ConfigTransactionAttributeSource attributes;

	private final Function<ConfigTransactionAttribute, PlatformTransactionManager> managers;

	private final BeanResolver beans;

	ConfigTransactionInterceptor(ConfigTransactionAttributeSource attributes,
			Function<ConfigTransactionAttribute, PlatformTransactionManager> managers, BeanResolver beans) {
		this.attributes = attributes;
		this.managers = managers;
		this.beans = beans;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		Class<?> targetClass = (target != null) ? AopUtils.getTargetClass(target) : null;
		ConfigTransactionAttribute attribute = this.attributes.get(invocation.getMethod(), targetClass);
		return (attribute != null) ? run(invocation, attribute) : invocation.proceed();
	}

	private @Nullable Object run(MethodInvocation invocation, ConfigTransactionAttribute attribute) throws Throwable {
		PlatformTransactionManager manager = this.managers.apply(attribute);
		boolean onItsOwn = !TransactionSynchronizationManager.isActualTransactionActive()
				|| attribute.getPropagationBehavior() == TransactionDefinition.PROPAGATION_REQUIRES_NEW;
		BackOffExecution pauses = attribute.pauses();
		while (true) {
			ConfigTransactionAttempt attempt = new ConfigTransactionAttempt(manager,
					new WithFiles(attribute, files(invocation, attribute.files())));
			try {
				return attempt.run(anew(invocation));
			}
			catch (Throwable ex) {
				if (!onItsOwn || !attempt.isRepeatableAfter(ex) || !pause(pauses)) {
					throw ex;
				}
			}
		}
	}

	/** An invocation can be run once: it remembers how far it has come. */
	private static MethodInvocation anew(MethodInvocation invocation) {
		return (invocation instanceof ProxyMethodInvocation proxied) ? proxied.invocableClone() : invocation;
	}

	/** Whether there is to be another attempt, when its time has come. */
	private static boolean pause(BackOffExecution pauses) {
		long millis = pauses.nextBackOff();
		if (millis == BackOffExecution.STOP) {
			return false;
		}
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Set<String> files(MethodInvocation invocation, FileNames files) {
		if (files.areLiteral()) {
			return files.literals();
		}
		Root root = new Root(files.method(), Arrays.asList(invocation.getArguments()), invocation.getThis());
		MethodBasedEvaluationContext context = new MethodBasedEvaluationContext(root, files.method(),
				invocation.getArguments(), FileNames.PARAMETER_NAMES);
		context.setBeanResolver(this.beans);
		return files.in(context);
	}

	/** What expressions see as {@code #root}. */
	record Root(Method method, List<Object> args, @Nullable Object target) {

		public @Nullable Class<?> targetClass() {
			return (this.target != null) ? AopUtils.getTargetClass(this.target) : null;
		}

	}

	/** The attribute of a method with the files of one call. */
	private static final class WithFiles extends DelegatingTransactionAttribute implements ConfigTransactionDefinition {

		private final Set<String> files;

		WithFiles(ConfigTransactionAttribute attribute, Set<String> files) {
			super(attribute);
			this.files = files;
		}

		@Override
		public Set<String> getFiles() {
			return this.files;
		}

	}

}
