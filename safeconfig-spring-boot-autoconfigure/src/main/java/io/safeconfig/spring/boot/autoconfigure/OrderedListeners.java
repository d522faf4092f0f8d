package io.safeconfig.spring.boot.autoconfigure;

import java.util.List;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockOwner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one listener after the other; what one throws is logged and ends there. */
final class OrderedListeners implements ConfigFileListener {

	private static final Logger logger = LoggerFactory.getLogger(OrderedListeners.class);

	private final List<ConfigFileListener> listeners;

	OrderedListeners(List<ConfigFileListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void staleLockRecovered(String fileName, LockOwner previous) {
		for (ConfigFileListener listener : this.listeners) {
			try {
				listener.staleLockRecovered(fileName, previous);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener failed on the stale lock of {}", fileName, ex);
			}
		}
	}

}
