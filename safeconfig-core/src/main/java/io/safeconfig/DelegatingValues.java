package io.safeconfig;

import java.util.Map;
import java.util.Optional;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ContentPosition;

/** Values that are those of another object at the moment of the call. */
abstract class DelegatingValues implements ConfigValues {

	abstract ConfigValues values();

	@Override
	public Map<String, ConfigNode> leaves() {
		return values().leaves();
	}

	@Override
	public Optional<ConfigNode> node(ConfigPath path) {
		return values().node(path);
	}

	@Override
	public <T> Optional<T> get(ConfigPath path, Class<T> type) {
		return values().get(path, type);
	}

	@Override
	public ConfigValues sub(ConfigPath path) {
		return values().sub(path);
	}

	@Override
	public Optional<ContentPosition> position(ConfigPath path) {
		return values().position(path);
	}

}
