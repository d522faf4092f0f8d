package io.safeconfig.spring.event;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFilesChange;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes each commit as a {@link ConfigFilesChangedEvent}. Thread-safe. */
public final class ConfigFilesChangedPublisher implements ConfigFileListener {

	private final ApplicationEventPublisher publisher;

	/**
	 * Create a listener for a repository.
	 * @param publisher where events go
	 */
	public ConfigFilesChangedPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void filesChanged(ConfigFilesChange change) {
		this.publisher.publishEvent(new ConfigFilesChangedEvent(change));
	}

}
