package io.safeconfig.spring.transaction;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.interceptor.NoRollbackRuleAttribute;
import org.springframework.transaction.interceptor.RollbackRuleAttribute;
import org.springframework.transaction.interceptor.RuleBasedTransactionAttribute;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What {@link ConfigTransactional} says of one method. Thread-safe once it belongs to its
 * method.
 */
final class ConfigTransactionAttribute extends RuleBasedTransactionAttribute {

	private static final long LONGEST_BACKOFF_MILLIS = 2_000;

	private final transient AnnotationAttributes annotation;

	private transient @Nullable FileNames files;

	ConfigTransactionAttribute(AnnotationAttributes annotation) {
		this.annotation = annotation;
		setPropagationBehavior(annotation.<Propagation>getEnum("propagation").value());
		setReadOnly(annotation.getBoolean("readOnly"));
		setTimeoutString(annotation.getString("timeoutString"));
		setRollbackRules(rollbackRules(annotation));
		setQualifier(annotation.getString("transactionManager"));
	}

	private static List<RollbackRuleAttribute> rollbackRules(AnnotationAttributes annotation) {
		List<RollbackRuleAttribute> rules = new ArrayList<>();
		for (Class<?> type : annotation.getClassArray("rollbackFor")) {
			rules.add(new RollbackRuleAttribute(type));
		}
		for (Class<?> type : annotation.getClassArray("noRollbackFor")) {
			rules.add(new NoRollbackRuleAttribute(type));
		}
		return rules;
	}

	/** Make this the attribute of a method, and check that it can be. */
	void belongTo(Method method) {
		int timeout = this.annotation.getNumber("timeout");
		if (timeout < TIMEOUT_DEFAULT) {
			throw Mistake.of(method, "timeout must not be below -1, but is " + timeout);
		}
		if (timeout != TIMEOUT_DEFAULT && StringUtils.hasText(getTimeoutString())) {
			throw Mistake.of(method, "give either timeout or timeoutString");
		}
		if (maxAttempts() < 1) {
			throw Mistake.of(method, "maxAttempts must be at least 1, but is " + maxAttempts());
		}
		if (backoffMillis() < 0) {
			throw Mistake.of(method, "backoffMillis must not be negative, but is " + backoffMillis());
		}
		setTimeout(timeout);
		setName(label(method));
		this.files = FileNames.parse(List.of(this.annotation.getStringArray("files")), method);
	}

	private String label(Method method) {
		String label = this.annotation.getString("label");
		return StringUtils.hasText(label) ? label
				: ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName();
	}

	@Override
	public void resolveAttributeStrings(@Nullable StringValueResolver resolver) {
		try {
			super.resolveAttributeStrings(resolver);
		}
		catch (IllegalArgumentException ex) {
			throw Mistake.of(String.valueOf(getDescriptor()), String.valueOf(ex.getMessage()), ex);
		}
	}

	FileNames files() {
		if (this.files == null) {
			throw new IllegalStateException("This attribute belongs to no method");
		}
		return this.files;
	}

	String transactionManager() {
		return this.annotation.getString("transactionManager");
	}

	private int maxAttempts() {
		return this.annotation.getNumber("maxAttempts");
	}

	private long backoffMillis() {
		return this.annotation.<Long>getNumber("backoffMillis");
	}

	/** How long to wait before each further attempt. */
	BackOffExecution pauses() {
		ExponentialBackOff backOff = new ExponentialBackOff(backoffMillis(), 2);
		backOff.setJitter(backoffMillis() / 2);
		backOff.setMaxInterval(LONGEST_BACKOFF_MILLIS);
		backOff.setMaxAttempts(maxAttempts() - 1L);
		return backOff.start();
	}

}
