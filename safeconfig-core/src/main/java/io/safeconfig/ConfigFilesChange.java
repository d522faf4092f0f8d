package io.safeconfig;

import java.util.List;

/**
 * What one commit did. Immutable and thread-safe.
 *
 * @param files the files that got another content, were created or were removed, in the
 * order of their names; never empty
 * @param origin what made the change: the label of the transaction, or the operation,
 * such as {@code update}
 */
public record ConfigFilesChange(List<ConfigFileChange> files, String origin) {

	/**
	 * Create a change.
	 */
	public ConfigFilesChange {
		files = List.copyOf(files);
	}

	/**
	 * The names of the changed files.
	 * @return the names, in order
	 */
	public List<String> names() {
		return this.files.stream().map(ConfigFileChange::name).toList();
	}

}
