package io.safeconfig.crash;

import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Each of thousands of recoveries is worth a warning, but not here. */
final class Silence implements AutoCloseable {

	private final Logger engine = (Logger) LoggerFactory.getLogger("io.safeconfig");

	private final Level level = this.engine.getLevel();

	Silence() {
		this.engine.setLevel(Level.OFF);
	}

	<T> T during(Supplier<T> work) {
		return work.get();
	}

	@Override
	public void close() {
		this.engine.setLevel(this.level);
	}

}
