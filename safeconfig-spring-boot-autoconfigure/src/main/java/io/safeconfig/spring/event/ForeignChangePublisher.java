package io.safeconfig.spring.event;

import io.safeconfig.ConfigFileListener;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what was put aside as a {@link ForeignChangePutAsideEvent}. Thread-safe.
 */
public final class ForeignChangePublisher implements ConfigFileListener {

	private final ApplicationEventPublisher publisher;

	/**
	 * Create a listener for a store.
	 * @param publisher where events go
	 */
	public ForeignChangePublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void foreignChangePutAside(String fileName, String copy) {
		this.publisher.publishEvent(new ForeignChangePutAsideEvent(fileName, copy));
	}

}
