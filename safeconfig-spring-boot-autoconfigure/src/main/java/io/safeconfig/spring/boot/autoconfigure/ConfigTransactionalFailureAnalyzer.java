package io.safeconfig.spring.boot.autoconfigure;

import io.safeconfig.spring.transaction.InvalidConfigTransactionalException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains which {@code @ConfigTransactional} cannot work, and what to do about it. */
final class ConfigTransactionalFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigTransactionalException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigTransactionalException cause) {
		return new FailureAnalysis(
				"The @ConfigTransactional of the method " + cause.method() + " cannot work: " + cause.problem() + ".",
				cause.nextStep(), cause);
	}

}
