package io.safeconfig;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The last version of each file that could be parsed, as far as anybody here has parsed
 * it. Forgets those that were not asked for the longest.
 */
final class LastGoodVersions {

	private static final int MOST_FILES = 1_000;

	private final Map<String, ConfigVersion> versions = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, ConfigVersion> eldest) {
			return size() > MOST_FILES;
		}
	};

	synchronized void put(String name, ConfigVersion version) {
		this.versions.put(name, version);
	}

	synchronized @Nullable ConfigVersion get(String name) {
		return this.versions.get(name);
	}

}
