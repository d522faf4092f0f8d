package io.safeconfig.format;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A property file held for editing.
 */
final class PropertiesContent implements ConfigContent {

	private PropertiesData data;

	/**
	 * Creates content that owns the given array.
	 * @throws ContentException if the bytes are not those of a property file
	 */
	PropertiesContent(byte[] bytes) {
		this.data = PropertiesData.of(bytes);
	}

	@Override
	public byte[] toBytes() {
		return this.data.bytes().clone();
	}

	@Override
	public Set<String> keys() {
		this.data.requireSingleDocument();
		return Collections.unmodifiableSet(new LinkedHashSet<>(this.data.keys()));
	}

	@Override
	public @Nullable String get(String key) {
		Integer index = indexOf(key);
		return (index != null) ? this.data.entries().get(index).value() : null;
	}

	@Override
	public void set(String key, String value) {
		Integer index = indexOf(key);
		Objects.requireNonNull(value, "value must not be null");
		if (index == null) {
			this.data = PropertiesEdits.add(this.data, key, value).applyTo(this.data);
		}
		else if (!this.data.entries().get(index).value().equals(value)) {
			this.data = PropertiesEdits.replaceValue(this.data, index, value).applyTo(this.data);
		}
	}

	@Override
	public void remove(String key) {
		if (indexOf(key) == null) {
			throw new NoSuchElementException("The key to be removed is not in the content; nothing was changed");
		}
		this.data = PropertiesEdits.remove(this.data, key).applyTo(this.data);
	}

	private @Nullable Integer indexOf(String key) {
		Objects.requireNonNull(key, "key must not be null");
		this.data.requireSingleDocument();
		return this.data.lastIndexOf(key);
	}

}
