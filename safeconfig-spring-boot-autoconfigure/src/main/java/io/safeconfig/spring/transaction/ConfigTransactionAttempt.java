package io.safeconfig.spring.transaction;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileException;
import io.safeconfig.LockDeadlockException;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** One run of a method in its transaction. */
final class ConfigTransactionAttempt {

	private final PlatformTransactionManager manager;

	private final TransactionAttribute attribute;

	private @Nullable TransactionStatus status;

	ConfigTransactionAttempt(PlatformTransactionManager manager, TransactionAttribute attribute) {
		this.manager = manager;
		this.attribute = attribute;
	}

	@Nullable Object run(MethodInvocation invocation) throws Throwable {
		TransactionStatus begun = this.manager.getTransaction(this.attribute);
		this.status = begun;
		Object result;
		try {
			result = invocation.proceed();
		}
		catch (Throwable ex) {
			endAfter(ex, begun);
			throw ex;
		}
		this.manager.commit(begun);
		return result;
	}

	private void endAfter(Throwable failure, TransactionStatus begun) {
		try {
			if (this.attribute.rollbackOn(failure)) {
				this.manager.rollback(begun);
			}
			else {
				this.manager.commit(begun);
			}
		}
		catch (RuntimeException | Error ex) {
			ex.addSuppressed(failure);
			throw ex;
		}
	}

	/** Whether nothing was changed, and another run may succeed. */
	boolean isRepeatableAfter(Throwable failure) {
		boolean victim = failure instanceof ConfigConflictException
				|| (failure instanceof LockDeadlockException deadlock
						&& deadlock.reason() != LockDeadlockException.Reason.OWN_THREAD);
		return victim && ((ConfigFileException) failure).isRetrySafe() && isUndone();
	}

	private boolean isUndone() {
		if (this.status == null) {
			return true; // the files that are named up front were not to be had
		}
		return this.status.isNewTransaction() && this.status instanceof DefaultTransactionStatus known
				&& known.getTransaction() instanceof ConfigTransactionObject own && !own.isCommitted();
	}

}
