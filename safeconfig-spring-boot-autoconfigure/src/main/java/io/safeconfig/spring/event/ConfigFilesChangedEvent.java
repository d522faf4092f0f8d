package io.safeconfig.spring.event;

import java.util.List;

import io.safeconfig.ConfigFileChange;
import io.safeconfig.ConfigFilesChange;

/**
 * A commit changed configuration files. Published once for each commit that changed
 * something, on the thread that committed, when the files are on disk as far as the store
 * was told to wait for it and their locks are free: a listener may read and change files,
 * and what it throws is logged and changes nothing.
 * <p>
 * For {@link org.springframework.context.event.EventListener @EventListener}, and for
 * {@code @TransactionalEventListener} where the change is part of a Spring transaction;
 * that hears of a change that was committed by itself only with
 * {@code fallbackExecution = true}. Changes by other processes and by people with editors
 * are not told, nor are those whose outcome is unknown.
 * <p>
 * Immutable and thread-safe. Holds the content before and after, to tell the changed
 * keys; it should not be kept.
 *
 * @param change what was changed
 */
public record ConfigFilesChangedEvent(ConfigFilesChange change) {

	/**
	 * The changed files, with their versions before and after and the keys that changed.
	 * @return the files in the order of their names; never empty
	 */
	public List<ConfigFileChange> files() {
		return this.change.files();
	}

	/**
	 * The names of the changed files.
	 * @return the names, in order
	 */
	public List<String> names() {
		return this.change.names();
	}

	/**
	 * What made the change.
	 * @return the label of the transaction, or the operation, such as {@code update}
	 */
	public String origin() {
		return this.change.origin();
	}

}
