package io.safeconfig.spring.transaction;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import io.safeconfig.InvalidConfigNameException;
import io.safeconfig.store.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchException;

/** A wrong use of the annotation stops the application with the class and the method. */
class MistakeTests {

	private final LockingMemoryStore store = new LockingMemoryStore();

	@Test
	void unknownParameter() {
		assertRefused(UnknownParameter.class, "'#{#name}' uses #name, which does not exist", "[#tenant, #p0, #a0,");
	}

	static class UnknownParameter {

		@ConfigTransactional
		void fine() {
		}

		@ConfigTransactional(files = "quotas/#{#name}.txt")
		void method(String tenant) {
		}

	}

	@Test
	void unknownParameterDeepInAnExpression() {
		assertRefused(DeepParameter.class, "uses #p1");
	}

	static class DeepParameter {

		@ConfigTransactional(files = "#{{'a', #p0.concat(#p1.toString())}}")
		void method(String tenant) {
		}

	}

	@Test
	void variableOfAClassThatAMethodLacks() {
		assertRefused(OfClass.class, "uses #tenant");
	}

	@ConfigTransactional(files = "#{#tenant}")
	static class OfClass {

		void fine(String tenant) {
			helper();
		}

		private void helper() {
		}

		void method() {
		}

	}

	@Test
	void malformedExpression() {
		assertRefused(Malformed.class, "'#{#tenant.}' is not a valid template");
		assertRefused(Unclosed.class, "'#{#tenant' is not a valid template");
	}

	static class Malformed {

		@ConfigTransactional(files = "#{#tenant.}")
		void method(String tenant) {
		}

	}

	static class Unclosed {

		@ConfigTransactional(files = "#{#tenant")
		void method(String tenant) {
		}

	}

	@Test
	void valuesOutOfRange() {
		assertRefused(Timeout.class, "timeout must not be below -1, but is -2");
		assertRefused(TimeoutString.class, "soon");
		assertRefused(TwoTimeouts.class, "either timeout or timeoutString");
		assertRefused(Attempts.class, "maxAttempts must be at least 1, but is 0");
		assertRefused(Backoff.class, "backoffMillis must not be negative");
		assertRefused(Blank.class, "must not be blank");
	}

	static class Timeout {

		@ConfigTransactional(timeout = -2)
		void method() {
		}

	}

	static class TimeoutString {

		@ConfigTransactional(timeoutString = "soon")
		void method() {
		}

	}

	static class TwoTimeouts {

		@ConfigTransactional(timeout = 1, timeoutString = "1")
		void method() {
		}

	}

	static class Attempts {

		@ConfigTransactional(maxAttempts = 0)
		void method() {
		}

	}

	static class Backoff {

		@ConfigTransactional(backoffMillis = -1)
		void method() {
		}

	}

	static class Blank {

		@ConfigTransactional(files = " ")
		void method() {
		}

	}

	@ParameterizedTest
	@ValueSource(classes = { PrivateMethod.class, FinalMethod.class, StaticMethod.class })
	void methodsThatAProxyCannotIntercept(Class<?> type) {
		assertRefused(type, "a proxy cannot intercept a private, static or final method");
	}

	static class PrivateMethod {

		@ConfigTransactional
		private void method() {
		}

	}

	static class FinalMethod {

		@ConfigTransactional
		final void method() {
		}

	}

	static class StaticMethod {

		@ConfigTransactional
		static void method() {
		}

	}

	@Test
	void reactiveMethod() {
		assertRefused(Reactive.class, "reactive or suspending");
	}

	static class Reactive {

		@ConfigTransactional
		Flow.Publisher<String> method() {
			return (subscriber) -> {
			};
		}

	}

	@Test
	void methodThatReturnsAFuture() {
		assertRefused(Later.class, "may be at work after the transaction has ended");
	}

	static class Later {

		@ConfigTransactional
		CompletableFuture<String> method() {
			return CompletableFuture.completedFuture("");
		}

	}

	@Test
	void exceptWhereAllOfItRunsOnAnotherThread() {
		try (TransactionalContext context = new TransactionalContext(this.store, true, OnAnotherThread.class)) {
			assertThat(context.getBean(OnAnotherThread.class).method()).isCompletedWithValue("");
		}
	}

	static class OnAnotherThread {

		@Async
		@ConfigTransactional
		CompletableFuture<String> method() {
			return CompletableFuture.completedFuture("");
		}

	}

	@Test
	void unknownManager() {
		Exception failure = catchException(
				() -> new TransactionalContext(this.store, true, "otherManager", Annotated.class));
		assertThat(failure).hasMessageContaining("MistakeTests$Annotated.method")
			.hasMessageContaining("no transaction manager 'safeConfigTransactionManager'");
	}

	static class Annotated {

		@ConfigTransactional
		void method() {
		}

	}

	@Test
	void literalNameThatTheStoreRefuses() {
		LockingMemoryStore strict = new LockingMemoryStore() {
			@Override
			public synchronized Optional<StoredFile> read(String name) {
				throw new InvalidConfigNameException(name, "it leaves the base directory");
			}
		};
		assertThatException().isThrownBy(() -> new TransactionalContext(strict, true, Outside.class))
			.withMessageContaining("MistakeTests$Outside.method: '../outside.txt' is not the name");
	}

	static class Outside {

		@ConfigTransactional(files = "../outside.txt")
		void method() {
		}

	}

	private void assertRefused(Class<?> type, String... problems) {
		Exception failure = catchException(() -> new TransactionalContext(this.store, true, type));
		assertThat(failure).isNotNull();
		assertThat(failure).hasStackTraceContaining("@ConfigTransactional on " + type.getName() + ".method: ");
		for (String problem : problems) {
			assertThat(failure).hasStackTraceContaining(problem);
		}
	}

}
