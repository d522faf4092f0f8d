package io.safeconfig.spring.transaction;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/** How a wrong use of the annotation is reported: with the class and the method. */
final class Mistake {

	private static final String NEXT_STEP = "Correct the annotation. The Javadoc of @ConfigTransactional says what each"
			+ " attribute may be.";

	private Mistake() {
	}

	static InvalidConfigTransactionalException of(Method method, String problem) {
		return of(describe(method), problem, null);
	}

	static InvalidConfigTransactionalException of(Method method, String problem, Throwable cause) {
		return of(describe(method), problem, cause);
	}

	static InvalidConfigTransactionalException of(String method, String problem, @Nullable Throwable cause) {
		return new InvalidConfigTransactionalException(method, problem, NEXT_STEP, cause);
	}

	/** One that no other value of the annotation mends. */
	static InvalidConfigTransactionalException of(Method method, String problem, String nextStep) {
		return new InvalidConfigTransactionalException(describe(method), problem, nextStep, null);
	}

	static String describe(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName();
	}

}
