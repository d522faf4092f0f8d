package io.safeconfig.store.file;

import java.util.concurrent.atomic.LongAdder;

/** Counts reads. */
final class ReadCounts {

	private final LongAdder cache = new LongAdder();

	private final LongAdder disk = new LongAdder();

	void cached() {
		this.cache.increment();
	}

	void read() {
		this.disk.increment();
	}

	long fromCache() {
		return this.cache.sum();
	}

	long fromDisk() {
		return this.disk.sum();
	}

}
