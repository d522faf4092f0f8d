package io.safeconfig.store.file;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** Remembers what became of the journals that others left. Thread-safe. */
final class RecoveryLog {

	private final Map<RecoveryResult, LongAdder> counts = new EnumMap<>(RecoveryResult.class);

	private final Map<Path, String> failures = new ConcurrentHashMap<>();

	RecoveryLog() {
		for (RecoveryResult result : RecoveryResult.values()) {
			this.counts.put(result, new LongAdder());
		}
	}

	void ended(Path journal, RecoveryResult result) {
		this.failures.remove(journal);
		add(result);
	}

	/** Counted once for each journal, however often it is tried again. */
	void failed(Path journal, String reason) {
		if (this.failures.put(journal, reason) == null) {
			add(RecoveryResult.FAILED);
		}
	}

	private void add(RecoveryResult result) {
		LongAdder count = this.counts.get(result);
		if (count != null) {
			count.increment();
		}
	}

	long count(RecoveryResult result) {
		LongAdder count = this.counts.get(result);
		return (count != null) ? count.sum() : 0;
	}

	@Nullable String failure(Path journal) {
		return this.failures.get(journal);
	}

}
