package io.safeconfig.spring.transaction;

import org.jspecify.annotations.Nullable;

/**
 * A {@link ConfigTransactional @ConfigTransactional} that cannot work. Thrown when the
 * application starts, and by a call whose arguments its expressions cannot be evaluated
 * with; nothing was changed.
 */
public final class InvalidConfigTransactionalException extends IllegalStateException {

	private final String method;

	private final String problem;

	private final String nextStep;

	InvalidConfigTransactionalException(String method, String problem, String nextStep, @Nullable Throwable cause) {
		super("@ConfigTransactional on " + method + ": " + problem, cause);
		this.method = method;
		this.problem = problem;
		this.nextStep = nextStep;
	}

	/**
	 * The method that the annotation is about.
	 * @return the name of its class and its own
	 */
	public String method() {
		return this.method;
	}

	/**
	 * What is wrong.
	 * @return a phrase that ends without a full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to do about it.
	 * @return one or more sentences
	 */
	public String nextStep() {
		return this.nextStep;
	}

}
