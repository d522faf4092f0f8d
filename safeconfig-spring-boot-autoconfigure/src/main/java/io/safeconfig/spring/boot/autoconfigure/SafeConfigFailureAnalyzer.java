package io.safeconfig.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.safeconfig.ConfigStorageException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains why the base directory cannot be used, and which setting chose it.
 */
final class SafeConfigFailureAnalyzer extends AbstractFailureAnalyzer<ConfigStorageException> {

	private static final ConfigurationPropertyName NAME = ConfigurationPropertyName.of(StoreSettings.BASE_DIRECTORY);

	private final Environment environment;

	SafeConfigFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ConfigStorageException cause) {
		if (!cause.fileName().isEmpty()) {
			return null; // about one file: the message of the exception says it all
		}
		ConfigurationProperty property = property();
		String directory = (property != null) ? String.valueOf(property.getValue())
				: SafeConfigProperties.DEFAULT_BASE_DIRECTORY;
		if (!isAbout(cause, directory)) {
			return new FailureAnalysis(cause.problem() + ".", cause.nextStep(), cause);
		}
		return new FailureAnalysis(cause.problem() + "." + describe(directory, property),
				cause.nextStep() + " The property " + StoreSettings.BASE_DIRECTORY + " sets the base directory.",
				cause);
	}

	private @Nullable ConfigurationProperty property() {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(NAME);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	/** A store that the application opened itself has nothing to do with the setting. */
	private boolean isAbout(ConfigStorageException failure, String directory) {
		try {
			Path path = Path.of(this.environment.resolvePlaceholders(directory)).toAbsolutePath().normalize();
			return failure.problem().contains("'" + path + "'") || failure.problem().contains("'" + real(path) + "'");
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	/** A failure that comes late is told with the links of the path resolved. */
	private static Path real(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			return path;
		}
	}

	private static String describe(String directory, @Nullable ConfigurationProperty property) {
		StringBuilder text = new StringBuilder(String.format("%n%n    Property: %s", StoreSettings.BASE_DIRECTORY));
		text.append(String.format("%n    Value: \"%s\"", directory));
		if (property == null) {
			text.append(" (the default)");
		}
		else if (property.getOrigin() != null) {
			text.append(String.format("%n    Origin: %s", property.getOrigin()));
		}
		return text.toString();
	}

}
