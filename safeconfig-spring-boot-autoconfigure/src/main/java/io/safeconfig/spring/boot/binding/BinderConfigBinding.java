package io.safeconfig.spring.boot.binding;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.safeconfig.ConfigBinding;
import io.safeconfig.ConfigFormatException;
import io.safeconfig.ConfigPath;
import io.safeconfig.ConfigValues;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentPosition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.unit.DataSize;

/**
 * Binds values as Spring Boot binds those of
 * {@link org.springframework.boot.context.properties.ConfigurationProperties}.
 * Placeholders are resolved from the file, and then from the environment; those that
 * nothing resolves stay as they are. Thread-safe.
 */
public final class BinderConfigBinding implements ConfigBinding {

	private final Environment environment;

	private final ConversionService conversions;

	/**
	 * Create a binding.
	 * @param environment what placeholders are resolved from
	 * @param conversions the conversions of single values
	 */
	public BinderConfigBinding(Environment environment, ConversionService conversions) {
		this.environment = environment;
		this.conversions = conversions;
	}

	@Override
	public <T> T bind(ConfigValues values, ConfigPath path, Class<T> type) {
		MapPropertySource file = new MapPropertySource(values.name(), properties(values));
		List<PropertySource<?>> sources = new ArrayList<>(List.of(file));
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources().forEach(sources::add);
		}
		Binder binder = new Binder(ConfigurationPropertySources.from(file),
				new PropertySourcesPlaceholdersResolver(sources), this.conversions);
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(path.toString(), '.');
		T bound;
		try {
			bound = binder.bindOrCreate(name, Bindable.of(type), BindHandler.DEFAULT);
		}
		catch (BindException ex) {
			throw unreadable(values, ex.getName(), ex.getTarget().getType());
		}
		if (bound == null) { // what conversions make of an empty string
			throw unreadable(values, name, type);
		}
		return bound;
	}

	/** As Spring Boot has them after it has read a file. */
	private static Map<String, Object> properties(ConfigValues values) {
		Map<String, Object> properties = new LinkedHashMap<>();
		values.leaves().forEach((name, leaf) -> properties.put(name, value(leaf)));
		return properties;
	}

	/** Null, and what is empty, are an empty string to Spring Boot. */
	private static Object value(ConfigNode leaf) {
		return (leaf instanceof Scalar scalar && scalar.value() != null) ? scalar.value() : "";
	}

	/** Without the cause: its message holds the value. */
	private static ConfigFormatException unreadable(ConfigValues values, ConfigurationPropertyName property,
			@Nullable Object type) {
		String name = property.toString();
		Optional<ContentPosition> position = name.isEmpty() ? Optional.empty() : values.position(ConfigPath.of(name));
		return new ConfigFormatException(values.name(), "the value of the key '" + name + "' cannot be read as " + type,
				position.map(ContentPosition::line).orElse(0), position.map(ContentPosition::column).orElse(0), null);
	}

	@Override
	public @Nullable String print(Object value) {
		if (value instanceof Duration duration) {
			return Units.print(duration);
		}
		if (value instanceof DataSize size) {
			return Units.print(size);
		}
		if (value instanceof Class<?> type) {
			return type.getName();
		}
		return (value instanceof Charset charset) ? charset.name() : null;
	}

}
