package io.safeconfig.store.file;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that is logged while it is open, at every level, instead of the console. No
 * line of it may be forged, or show what is in a file.
 */
final class LogWatch implements AutoCloseable {

	/** To be put where nobody may show it. */
	static final String CANARY = "CANARY-d41d8cd98f";

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private final Appender<ILoggingEvent> console = this.root.getAppender("STDOUT");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	LogWatch() {
		this.events.start();
		this.root.detachAppender(this.console);
		this.root.addAppender(this.events);
		this.root.setLevel(Level.DEBUG);
	}

	/** Whether a line with this text was logged. */
	boolean has(String text) {
		synchronized (this.events) { // which is what an appender of this kind locks
			return this.events.list.stream().anyMatch((event) -> event.getFormattedMessage().contains(text));
		}
	}

	void assertHarmless() {
		synchronized (this.events) {
			for (ILoggingEvent event : this.events.list) {
				assertHarmless(event.getFormattedMessage());
				for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
					assertHarmless(String.valueOf(cause.getMessage()));
				}
			}
		}
	}

	static void assertHarmless(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			assertHarmless(String.valueOf(cause.getMessage()));
		}
	}

	private static void assertHarmless(String line) {
		assertThat(line).doesNotContain(CANARY);
		assertThat(line.codePoints()).as(line).noneMatch(LogWatch::endsOrHidesALine);
	}

	private static boolean endsOrHidesALine(int point) {
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> false;
		};
	}

	@Override
	public void close() {
		this.root.setLevel(this.level);
		this.root.detachAppender(this.events);
		this.root.addAppender(this.console);
	}

}
