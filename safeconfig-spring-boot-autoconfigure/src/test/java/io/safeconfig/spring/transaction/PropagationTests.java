package io.safeconfig.spring.transaction;

import io.safeconfig.ConfigFileRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

/**
 * Every propagation, with and without an outer transaction, where the inner one commits
 * or fails: what is committed in the end, and what the caller hears.
 */
class PropagationTests {

	private final LockingMemoryStore store = new LockingMemoryStore();

	private final ConfigFileRepository configFiles = SpringTransactionScope
		.join(ConfigFileRepository.using(this.store));

	private final ConfigFileTransactionManager manager = new ConfigFileTransactionManager(this.configFiles);

	@ParameterizedTest
	@CsvSource({ "REQUIRED, false, true, false", //
			"REQUIRED, true, false, false", //
			"REQUIRES_NEW, false, true, false", //
			"REQUIRES_NEW, true, false, false", //
			"NESTED, false, true, false", //
			"NESTED, true, false, false", //
			"SUPPORTS, false, true, false", //
			"SUPPORTS, true, true, false", //
			"NOT_SUPPORTED, false, true, false", //
			"NOT_SUPPORTED, true, true, false", //
			"NEVER, false, true, false", //
			"NEVER, true, true, false", //
			"MANDATORY, false, false, true", //
			"MANDATORY, true, false, true" })
	void alone(Propagation propagation, boolean fails, boolean committed, boolean refused) {
		Exception failure = catchException(() -> inner(propagation, fails));
		assertThat(this.store.text("inner.txt") != null).isEqualTo(committed);
		assertThat(failure instanceof IllegalTransactionStateException).isEqualTo(refused);
		assertThat(failure instanceof InnerFailure).isEqualTo(fails && !refused);
		assertThat(this.store.locked()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "REQUIRED, false, true, true, ", //
			"REQUIRED, true, false, false, UnexpectedRollbackException", "SUPPORTS, false, true, true, ", //
			"SUPPORTS, true, false, false, UnexpectedRollbackException", "MANDATORY, false, true, true, ", //
			"MANDATORY, true, false, false, UnexpectedRollbackException", "REQUIRES_NEW, false, true, true, ", //
			"REQUIRES_NEW, true, true, false, ", //
			"NESTED, false, true, true, ", //
			"NESTED, true, true, false, ", //
			"NOT_SUPPORTED, false, true, true, ", //
			"NOT_SUPPORTED, true, true, true, ", //
			"NEVER, false, true, false, ", //
			"NEVER, true, true, false, " })
	void withinAnotherThatCatchesTheFailure(Propagation propagation, boolean fails, boolean outer, boolean inner,
			String failure) {
		Exception unexpected = catchException(() -> template(Propagation.REQUIRED).executeWithoutResult((status) -> {
			this.configFiles.save("outer.txt", "outer");
			Exception caught = catchException(() -> inner(propagation, fails));
			assertThat(caught != null).isEqualTo(fails || propagation == Propagation.NEVER);
			assertThat(caught instanceof IllegalTransactionStateException).isEqualTo(propagation == Propagation.NEVER);
		}));
		assertThat(this.store.text("outer.txt") != null).isEqualTo(outer);
		assertThat(this.store.text("inner.txt") != null).isEqualTo(inner);
		assertThat(unexpected instanceof UnexpectedRollbackException).isEqualTo(failure != null);
		assertThat(this.store.locked()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "REQUIRED, false", "SUPPORTS, false", "MANDATORY, false", "NESTED, false", "REQUIRES_NEW, true",
			"NOT_SUPPORTED, true" })
	void theOuterOneFailsAfterTheInnerOneSucceeded(Propagation propagation, boolean innerStays) {
		Exception failure = catchException(() -> template(Propagation.REQUIRED).executeWithoutResult((status) -> {
			this.configFiles.save("outer.txt", "outer");
			inner(propagation, false);
			throw new InnerFailure();
		}));
		assertThat(failure).isInstanceOf(InnerFailure.class);
		assertThat(this.store.text("outer.txt")).isNull();
		assertThat(this.store.text("inner.txt") != null).isEqualTo(innerStays);
	}

	private void inner(Propagation propagation, boolean fails) {
		template(propagation).executeWithoutResult((status) -> {
			this.configFiles.save("inner.txt", "inner");
			if (fails) {
				throw new InnerFailure();
			}
		});
	}

	private TransactionTemplate template(Propagation propagation) {
		TransactionTemplate template = new TransactionTemplate(this.manager);
		template.setPropagationBehavior(propagation.value());
		return template;
	}

	private static final class InnerFailure extends RuntimeException {

	}

}
