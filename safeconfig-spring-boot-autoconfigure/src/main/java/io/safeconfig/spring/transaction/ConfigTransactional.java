package io.safeconfig.spring.transaction;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;

/**
 * Runs a method in a transaction over configuration files: all changes that it makes
 * through a {@link io.safeconfig.ConfigFileRepository} become visible together when it
 * returns, or none does. Works as Spring's
 * {@link org.springframework.transaction.annotation.Transactional @Transactional} does:
 * on classes, methods and interfaces, and as a meta-annotation; what stands on a method
 * overrides what stands on its class.
 *
 * <pre class="code">
 * &#64;ConfigTransactional(files = { "quotas/#{#from}.properties", "quotas/#{#to}.properties" }, maxAttempts = 3)
 * public void move(String from, String to, int amount) { ... }
 * </pre>
 *
 * A proxy does the work. A call within one object ({@code this.move(...)}) does not go
 * through it and is <em>not</em> a transaction of its own; this cannot be detected.
 * Private, static and final methods, parameters that do not exist, malformed expressions,
 * values out of range, return types that are reactive or a
 * {@link java.util.concurrent.Future} (unless the method is
 * {@link org.springframework.scheduling.annotation.Async @Async}), and literal names that
 * the store refuses stop the application when it starts, with the class and the method.
 * The transaction belongs to the calling thread and ends when the method returns.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ConfigTransactional {

	/**
	 * The files that will be needed: locked when the transaction begins, in an order that
	 * excludes deadlocks among those who name theirs; a read-only transaction reads them
	 * then, all together. Files that are not named are locked when they are first
	 * touched. Without effect in a transaction that joins another one.
	 * <p>
	 * Each is a literal name, or a template with expressions in <code>#{...}</code>: the
	 * arguments by name ({@code #from}, where the code is compiled with
	 * {@code -parameters}) or by position ({@code #p0}, {@code #a0}), beans
	 * ({@code @tenants.current()}), and {@code #root} with {@code method}, {@code args},
	 * {@code target} and {@code targetClass}. A template that is one expression may give
	 * a collection, an array or a stream of names. {@code null} is an error.
	 * @return names and templates
	 */
	String[] files() default {};

	/**
	 * Whether changes are refused. Such a transaction locks nothing, and sees all files
	 * as they were at one moment.
	 * @return {@code false} unless set
	 */
	boolean readOnly() default false;

	/**
	 * How long the transaction may take until its commit begins, waits for locks
	 * included; past that, calls of the repository and the commit throw
	 * {@link org.springframework.transaction.TransactionTimedOutException}.
	 * @return seconds; -1 for the default of the transaction manager, which is no limit
	 * unless it was set
	 */
	int timeout() default TransactionDefinition.TIMEOUT_DEFAULT;

	/**
	 * The timeout as text, such as a placeholder <code>${...}</code>; not together with
	 * {@link #timeout()}.
	 * @return seconds
	 */
	String timeoutString() default "";

	/**
	 * What happens where there is a transaction already, or none.
	 * @return {@link Propagation#REQUIRED} unless set
	 */
	Propagation propagation() default Propagation.REQUIRED;

	/**
	 * Exceptions that roll back, beside {@link RuntimeException} and {@link Error}.
	 * @return their types, subtypes included
	 */
	Class<? extends Throwable>[] rollbackFor() default {};

	/**
	 * Exceptions that commit, beside checked ones.
	 * @return their types, subtypes included
	 */
	Class<? extends Throwable>[] noRollbackFor() default {};

	/**
	 * How often the method is run at most: again after a
	 * {@link io.safeconfig.ConfigConflictException} or a
	 * {@link io.safeconfig.LockDeadlockException} of a transaction that this call began,
	 * that was rolled back and changed nothing. Not after a deadlock of the thread with
	 * itself, which no repetition solves; not in a call that takes part in another
	 * transaction; and not where another transaction is active and this one is not
	 * {@link Propagation#REQUIRES_NEW}, because the method may have done work in that.
	 * What the method does besides changing configuration files is repeated too.
	 * @return at least 1
	 */
	int maxAttempts() default 1;

	/**
	 * How long to wait before the second attempt, about. Doubled before each further one,
	 * up to two seconds, and varied by half of it at random. An interrupt ends the wait,
	 * and the failure of the last attempt is thrown.
	 * @return milliseconds
	 */
	long backoffMillis() default 50;

	/**
	 * What others see as the operation of the lock holder, what a change event has as its
	 * origin, and the name of the transaction in Spring.
	 * @return a few words; the class and the method unless set
	 */
	String label() default "";

	/**
	 * Which manager runs the transaction, where there are several.
	 * @return the name of a bean; that of the auto-configured manager unless set
	 */
	String transactionManager() default ConfigTransactionalAdvisor.DEFAULT_MANAGER;

}
