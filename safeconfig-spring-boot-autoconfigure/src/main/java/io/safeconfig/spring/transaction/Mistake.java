package io.safeconfig.spring.transaction;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/** How a wrong use of the annotation is reported: with the class and the method. */
final class Mistake {

	private Mistake() {
	}

	static IllegalStateException of(Method method, String problem) {
		return of(describe(method), problem, null);
	}

	static IllegalStateException of(Method method, String problem, Throwable cause) {
		return of(describe(method), problem, cause);
	}

	static IllegalStateException of(String method, String problem, @Nullable Throwable cause) {
		return new IllegalStateException("@ConfigTransactional on " + method + ": " + problem, cause);
	}

	private static String describe(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName();
	}

}
