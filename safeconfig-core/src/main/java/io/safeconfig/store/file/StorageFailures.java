package io.safeconfig.store.file;

import java.io.IOException;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.SystemErrors;

/** Puts what the system said into the words of the exception family. */
final class StorageFailures {

	private StorageFailures() {
	}

	static ConfigStorageException of(String name, String operation, IOException ex) {
		return of(name, operation, ex, "");
	}

	/** With more advice than the cause alone suggests: one sentence, or empty. */
	static ConfigStorageException of(String name, String operation, IOException ex, String advice) {
		return new ConfigStorageException(name,
				"Cannot " + operation + (name.isEmpty() ? "" : " '" + name + "'") + ": " + SystemErrors.reason(ex),
				SystemErrors.nextStep(ex) + advice, ex);
	}

}
