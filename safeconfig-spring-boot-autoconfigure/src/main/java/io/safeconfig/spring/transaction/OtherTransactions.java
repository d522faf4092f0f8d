package io.safeconfig.spring.transaction;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

/**
 * Warns of what looks as if files and another system were changed together, and is not.
 * Thread-safe.
 */
final class OtherTransactions {

	private static final Logger logger = LoggerFactory.getLogger(OtherTransactions.class);

	private final BeanFactory beans;

	private final Set<Method> looked = ConcurrentHashMap.newKeySet();

	OtherTransactions(BeanFactory beans) {
		this.beans = beans;
	}

	/** Once for each method that has the annotations of two managers. */
	void lookAt(Method method, PlatformTransactionManager manager) {
		if (this.looked.add(method) && manager instanceof ConfigFileTransactionManager files && !files.joinsOthers()
				&& isOfAnother(method, manager)) {
			logger.warn("@Transactional and @ConfigTransactional on {} are two transactions, which commit one after the"
					+ " other: if the second one fails, the first one stays. Set safeconfig.transaction.synchronize=true"
					+ " to commit the files right after the database, or remove one of the annotations",
					Mistake.describe(method));
		}
	}

	private boolean isOfAnother(Method method, PlatformTransactionManager manager) {
		AnnotationAttributes annotation = find(method, Transactional.class.getName());
		String name = (annotation != null) ? annotation.getString("transactionManager") : "";
		if (StringUtils.hasText(name)) {
			return !this.beans.containsBean(name) || !this.beans.getBean(name).equals(manager);
		}
		boolean annotated = annotation != null || find(method, "jakarta.transaction.Transactional") != null;
		return annotated && this.beans instanceof ListableBeanFactory all
				&& Stream.of(all.getBeanNamesForType(TransactionManager.class, false, false))
					.anyMatch((other) -> !all.isTypeMatch(other, ConfigFileTransactionManager.class));
	}

	private static @Nullable AnnotationAttributes find(Method method, String annotation) {
		AnnotationAttributes ofMethod = AnnotatedElementUtils.findMergedAnnotationAttributes(method, annotation, false,
				false);
		return (ofMethod != null) ? ofMethod : AnnotatedElementUtils
			.findMergedAnnotationAttributes(method.getDeclaringClass(), annotation, false, false);
	}

	/** Once, when all beans are there. */
	void lookAtAll() {
		if (!(this.beans instanceof ListableBeanFactory all)) {
			return;
		}
		String[] reactive = all.getBeanNamesForType(ReactiveTransactionManager.class, false, false);
		if (reactive.length > 0 && all.getBeansOfType(ConfigFileTransactionManager.class, false, false)
			.values()
			.stream()
			.anyMatch(ConfigFileTransactionManager::joinsOthers)) {
			logger.warn("safeconfig.transaction.synchronize=true is without effect in transactions of the reactive"
					+ " manager {}: these belong to no thread, so that a change of a file inside one cannot see it and"
					+ " is committed by itself", reactive[0]);
		}
	}

}
