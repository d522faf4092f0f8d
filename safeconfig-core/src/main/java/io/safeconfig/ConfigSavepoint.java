package io.safeconfig;

import java.util.Map;

import io.safeconfig.store.FileChange;

/** The changes of a transaction as they were at one moment. Immutable. */
public final class ConfigSavepoint {

	private final Map<String, FileChange> changes;

	ConfigSavepoint(Map<String, FileChange> changes) {
		this.changes = Map.copyOf(changes);
	}

	Map<String, FileChange> changes() {
		return this.changes;
	}

}
