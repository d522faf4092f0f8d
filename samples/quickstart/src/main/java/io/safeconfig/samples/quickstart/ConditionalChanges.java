package io.safeconfig.samples.quickstart;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigDocument;
import io.safeconfig.ConfigFileNotFoundException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigSnapshot;
import io.safeconfig.ConfigVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Changes files if the conditions of a request hold at the moment of the change: they are
 * judged while the lock is held.
 */
@Component
class ConditionalChanges {

	private static final Logger logger = LoggerFactory.getLogger(ConditionalChanges.class);

	private final ConfigFileRepository configFiles;

	ConditionalChanges(ConfigFileRepository configFiles) {
		this.configFiles = configFiles;
	}

	/**
	 * What a file is now.
	 *
	 * @param snapshot its content
	 * @param created whether the change created it
	 */
	record Written(ConfigSnapshot snapshot, boolean created) {
	}

	/** Replace or create a file. Of several that create it at once, one is told so. */
	Written write(String name, byte[] content, Preconditions conditions) {
		AtomicBoolean created = new AtomicBoolean();
		ConfigSnapshot snapshot = this.configFiles.updateOrCreate(name, (document) -> {
			conditions.require(name, document.version().orElse(null));
			created.set(document.version().isEmpty());
			document.replaceWith(content);
		});
		return new Written(snapshot, created.get());
	}

	/** Edit a file that exists. */
	ConfigSnapshot edit(String name, Consumer<ConfigDocument> change, Preconditions conditions) {
		try {
			return this.configFiles.update(name, (document) -> {
				conditions.require(name, document.version().orElse(null));
				change.accept(document);
			});
		}
		catch (ConfigFileNotFoundException ex) {
			conditions.require(name, null);
			throw ex;
		}
	}

	/**
	 * Remove a file. The version that the conditions were judged on is the one that is
	 * removed; each repetition means that somebody else's change went through.
	 */
	void delete(String name, Preconditions conditions) {
		while (true) {
			ConfigVersion current = this.configFiles.find(name).map(ConfigSnapshot::version).orElse(null);
			conditions.require(name, current);
			if (conditions.isEmpty() || current == null) {
				this.configFiles.delete(name);
				return;
			}
			try {
				this.configFiles.delete(name, current);
				return;
			}
			catch (ConfigConflictException ex) {
				logger.debug("{} was changed since its version was read", name);
			}
		}
	}

}
