package io.safeconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.safeconfig.store.ChangeSet;
import io.safeconfig.store.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what was committed, when its locks are free again. */
final class CommitAnnouncer {

	private static final Logger logger = LoggerFactory.getLogger(CommitAnnouncer.class);

	private final ConfigFileListener listener;

	private final DocumentSupport support;

	CommitAnnouncer(ConfigFileListener listener, DocumentSupport support) {
		this.listener = listener;
		this.support = support;
	}

	/**
	 * Tell of a commit.
	 * @param changes what was committed
	 * @param origin what made the change, for people
	 * @param before the files that were read, by name; empty where there was none
	 * @param after the files that the commit wrote, by name
	 */
	void announce(ChangeSet changes, String origin, Map<String, Optional<StoredFile>> before,
			Map<String, StoredFile> after) {
		List<ConfigFileChange> files = new ArrayList<>();
		new TreeMap<>(changes.changes()).keySet()
			.forEach((name) -> files.add(new ConfigFileChange(name,
					before.getOrDefault(name, Optional.empty()).orElse(null), after.get(name), this.support)));
		if (files.isEmpty()) {
			return;
		}
		try {
			this.listener.filesChanged(new ConfigFilesChange(files, origin));
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on the change of {}", changes.changes().keySet(), ex);
		}
	}

}
