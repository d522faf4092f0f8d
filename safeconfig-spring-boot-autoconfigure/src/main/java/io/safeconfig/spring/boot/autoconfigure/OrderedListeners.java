package io.safeconfig.spring.boot.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFilesChange;
import io.safeconfig.LockOwner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener after the other; what one throws is logged and ends there. Asks for
 * the listeners when there is something to tell: some of them may use the repository.
 */
final class OrderedListeners implements ConfigFileListener {

	private static final Logger logger = LoggerFactory.getLogger(OrderedListeners.class);

	private final Supplier<Stream<ConfigFileListener>> listeners;

	OrderedListeners(Supplier<Stream<ConfigFileListener>> listeners) {
		this.listeners = listeners;
	}

	@Override
	public void staleLockRecovered(String fileName, LockOwner previous) {
		tell((listener) -> listener.staleLockRecovered(fileName, previous), "the stale lock of " + fileName);
	}

	@Override
	public void foreignChangePutAside(String fileName, String copy) {
		tell((listener) -> listener.foreignChangePutAside(fileName, copy), "what was put aside of " + fileName);
	}

	@Override
	public void filesChanged(ConfigFilesChange change) {
		tell((listener) -> listener.filesChanged(change), "the change of " + change.names());
	}

	private void tell(Consumer<ConfigFileListener> news, String about) {
		this.listeners.get().forEach((listener) -> {
			try {
				news.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener failed on {}", about, ex);
			}
		});
	}

}
