package io.safeconfig;

import java.util.Optional;
import java.util.Set;

/**
 * Values that cannot be cast to what changes them: a snapshot is shared.
 *
 * @param values the values
 */
record ReadOnlyValues(ConfigValues values) implements ConfigValues {

	@Override
	public String name() {
		return this.values.name();
	}

	@Override
	public Set<String> keys() {
		return this.values.keys();
	}

	@Override
	public Optional<String> get(String key) {
		return this.values.get(key);
	}

}
