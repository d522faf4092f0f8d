package io.safeconfig.spring.transaction;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.interceptor.AbstractFallbackTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.util.ReflectionUtils;

/**
 * Finds {@link ConfigTransactional} on methods, their classes and their interfaces, and
 * refuses what cannot work. Thread-safe.
 */
final class ConfigTransactionAttributeSource extends AbstractFallbackTransactionAttributeSource {

	private final Set<Class<?>> checked = ConcurrentHashMap.newKeySet();

	private final Collection<ConfigTransactionAttribute> found = new ConcurrentLinkedQueue<>();

	@Nullable ConfigTransactionAttribute get(Method method, @Nullable Class<?> targetClass) {
		return (ConfigTransactionAttribute) getTransactionAttribute(method, targetClass);
	}

	/** All that were found so far. */
	Collection<ConfigTransactionAttribute> found() {
		return this.found;
	}

	/**
	 * Look at every method of a class. Whoever makes a proxy stops at the first method
	 * that has the annotation.
	 */
	void check(Class<?> targetClass) {
		if (this.checked.add(targetClass)) {
			ReflectionUtils.doWithMethods(targetClass, (method) -> get(method, targetClass));
		}
	}

	@Override
	protected @Nullable TransactionAttribute findTransactionAttribute(Class<?> type) {
		return find(type);
	}

	@Override
	protected @Nullable TransactionAttribute findTransactionAttribute(Method method) {
		return find(method);
	}

	private static @Nullable TransactionAttribute find(AnnotatedElement element) {
		AnnotationAttributes annotation = AnnotatedElementUtils.findMergedAnnotationAttributes(element,
				ConfigTransactional.class, false, false);
		return (annotation != null) ? new ConfigTransactionAttribute(annotation) : null;
	}

	@Override
	protected @Nullable TransactionAttribute computeTransactionAttribute(Method method,
			@Nullable Class<?> targetClass) {
		Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
		boolean unreachable = Modifier.isPrivate(specific.getModifiers()) || Modifier.isStatic(specific.getModifiers());
		boolean annotated = AnnotatedElementUtils.hasAnnotation(specific, ConfigTransactional.class);
		if (unreachable && !annotated) {
			return null; // the annotation of the class is not about helpers
		}
		if (annotated && (unreachable || Modifier.isFinal(specific.getModifiers()))) {
			throw Mistake.of(specific, "a proxy cannot intercept a private, static or final method",
					"Make it a method of the object that others may override, and call it from another bean.");
		}
		ConfigTransactionAttribute attribute = (ConfigTransactionAttribute) super.computeTransactionAttribute(method,
				targetClass);
		if (attribute != null) {
			requireImperative(specific, (targetClass != null) ? targetClass : specific.getDeclaringClass());
			attribute.belongTo(specific);
			this.found.add(attribute);
		}
		return attribute;
	}

	private static void requireImperative(Method method, Class<?> type) {
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType());
		boolean later = adapter != null && adapter.getDescriptor().isDeferred();
		if (later || Flow.Publisher.class.isAssignableFrom(method.getReturnType())
				|| KotlinDetector.isSuspendingFunction(method)) {
			throw Mistake.of(method,
					"the work of a reactive or suspending method is done after it has returned, and not on the"
							+ " thread of the transaction",
					"Let it return a value, and call it where blocking is allowed, such as in Mono.fromCallable on"
							+ " Schedulers.boundedElastic().");
		}
		if (isFuture(method.getReturnType()) && !isAsync(method, type)) {
			throw Mistake.of(method,
					"what returns a future may be at work after the transaction has ended, and on another thread",
					"Let it return a value; or let Spring run the whole of it on another thread, with @Async, which"
							+ " begins the transaction there.");
		}
	}

	private static boolean isFuture(Class<?> type) {
		return Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type);
	}

	private static boolean isAsync(Method method, Class<?> type) {
		return AnnotatedElementUtils.hasAnnotation(method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(type, Async.class);
	}

}
