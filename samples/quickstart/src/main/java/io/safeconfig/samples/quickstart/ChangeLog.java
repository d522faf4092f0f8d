package io.safeconfig.samples.quickstart;

import io.safeconfig.spring.event.ConfigFilesChangedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears of every change that this instance made, when it is on disk. Logs at DEBUG: a
 * counter changes often.
 */
@Component
class ChangeLog {

	private static final Logger logger = LoggerFactory.getLogger(ChangeLog.class);

	@EventListener
	void changed(ConfigFilesChangedEvent event) {
		logger.debug("{} changed {}", event.origin(), event.names());
	}

}
