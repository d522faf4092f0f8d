package io.safeconfig;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.safeconfig.ConfigValidator.Violation;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import org.jspecify.annotations.Nullable;

/** Binds the values of a file for reading, and writes back what a change made another. */
final class TypedConfigFile<T> implements ConfigFile<T> {

	private final AccessOperations files;

	private final String name;

	private final ConfigPath path;

	private final Class<T> type;

	TypedConfigFile(AccessOperations files, String name, ConfigPath path, Class<T> type) {
		this.files = files;
		this.name = Objects.requireNonNull(name, "name");
		this.path = Objects.requireNonNull(path, "path");
		this.type = Objects.requireNonNull(type, "type");
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public T get() {
		return read(this.files.get(this.name));
	}

	@Override
	public Optional<T> find() {
		return this.files.find(this.name).map(this::read);
	}

	private T read(ConfigSnapshot snapshot) {
		T value = bind(snapshot);
		requireValid("read", value);
		return value;
	}

	private T bind(ConfigValues values) {
		try {
			return support().binding().bind(values, this.path, this.type);
		}
		catch (PlaceException ex) {
			throw new ConfigFormatException(this.name, ex.reason(), 0, 0, null);
		}
	}

	private DocumentSupport support() {
		return this.files.support();
	}

	@Override
	public T update(UnaryOperator<T> change) {
		AtomicReference<@Nullable T> result = new AtomicReference<>();
		this.files.update(this.name, edit(change, result));
		return Objects.requireNonNull(result.get());
	}

	@Override
	public T updateOrCreate(UnaryOperator<T> change) {
		AtomicReference<@Nullable T> result = new AtomicReference<>();
		this.files.updateOrCreate(this.name, edit(change, result));
		return Objects.requireNonNull(result.get());
	}

	private Consumer<ConfigDocument> edit(UnaryOperator<T> change, AtomicReference<@Nullable T> result) {
		Objects.requireNonNull(change, "change");
		return (document) -> result.set(edit(document, change));
	}

	/** What was read is written down first: the change may work on a bean in place. */
	private T edit(ConfigDocument document, UnaryOperator<T> change) {
		T present = bind(document);
		Mapping before = toMapping(document, present);
		T value = Objects.requireNonNull(change.apply(present), "The change must return the new values");
		requireValid("update", value);
		Mapping after = toMapping(document, value);
		if (!before.equals(after)) {
			document.write(this.path, new Difference(document).of(this.path, before, after));
			requireReadBack(document, value, after);
		}
		return value;
	}

	private Mapping toMapping(ConfigDocument document, T value) {
		ConfigNode node = document.toNode(value);
		if (node instanceof Mapping mapping) {
			return mapping;
		}
		throw new IllegalArgumentException("The type of a configuration file must have properties: " + this.type);
	}

	/** A default may come in where null was written, or a placeholder be resolved. */
	private void requireReadBack(ConfigDocument document, T value, Mapping after) {
		T read = bind(document);
		if (!read.equals(value) && !document.toNode(read).equals(after)) {
			throw new ConfigFormatException(this.name,
					"the new values cannot be written so that they would be read back as they are", 0, 0, null);
		}
	}

	private void requireValid(String operation, T value) {
		List<Violation> violations = support().validator().validate(value);
		if (!violations.isEmpty()) {
			throw new ConfigValidationException(this.name, operation, violations);
		}
	}

}
