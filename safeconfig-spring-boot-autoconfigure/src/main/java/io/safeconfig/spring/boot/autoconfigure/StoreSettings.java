package io.safeconfig.spring.boot.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.safeconfig.format.ConfigLimits;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.FileConfigStoreBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/**
 * Turns settings into what they describe, and names the setting that is out of range.
 * Touches no file.
 */
final class StoreSettings {

	static final String BASE_DIRECTORY = "safeconfig.base-directory";

	private static final String ALLOWED_TARGETS = "safeconfig.links.allowed-targets";

	private static final String LOCK_SUFFIX = "safeconfig.lock.suffix";

	private static final String LOCK_TIMEOUT = "safeconfig.lock.timeout";

	private static final String DEADLOCK_TIMEOUT = "safeconfig.lock.deadlock-timeout";

	private static final String HOLD_WARNING = "safeconfig.lock.hold-warning";

	private static final String CHECK_INTERVAL = "safeconfig.health.check-interval";

	private static final String CHECK_TIMEOUT = "safeconfig.health.check-timeout";

	private static final String LIST_IGNORE = "safeconfig.list.ignore";

	private static final String MAX_FILE_SIZE = "safeconfig.read.max-file-size";

	private static final String MAX_DEPTH = "safeconfig.document.max-depth";

	private static final String MAX_ALIASES = "safeconfig.document.max-aliases";

	private static final String MAX_NUMBER_LENGTH = "safeconfig.document.max-number-length";

	private StoreSettings() {
	}

	static FileConfigStoreBuilder builder(SafeConfigProperties properties) {
		String suffix = properties.lock().suffix();
		long maxFileSize = properties.read().maxFileSize().toBytes();
		FileConfigStoreBuilder builder = FileConfigStore.builder(directory(BASE_DIRECTORY, properties.baseDirectory()))
			.lockStrategy(properties.lock().strategy())
			.lockLocation(properties.lock().location())
			.removeUnusedLocks(properties.lock().removeUnused())
			.probe(properties.probe().scope())
			.durability(properties.write().durability())
			.readOnly(properties.readOnly())
			.onNonAtomic(properties.write().onNonAtomic());
		Duration holdWarning = properties.lock().holdWarning();
		accept(HOLD_WARNING, holdWarning.toString(), () -> builder.holdWarning(holdWarning));
		accept(LOCK_SUFFIX, suffix, () -> builder.lockSuffix(suffix));
		List<String> ignored = properties.list().ignore();
		accept(LIST_IGNORE, String.join(",", ignored), () -> builder.listIgnore(ignored));
		accept(MAX_FILE_SIZE, maxFileSize + "B", () -> builder.maxFileSize(maxFileSize));
		builder.linkTargets(
				properties.links().allowedTargets().stream().map((path) -> directory(ALLOWED_TARGETS, path)).toList());
		return builder;
	}

	static void requireUsable(SafeConfigProperties properties) {
		limits(properties);
		requireNotNegative(LOCK_TIMEOUT, "lock", properties.lock().timeout());
		requireNotNegative(DEADLOCK_TIMEOUT, "deadlock", properties.lock().deadlockTimeout());
		requirePositive(CHECK_INTERVAL, properties.health().checkInterval());
		requirePositive(CHECK_TIMEOUT, properties.health().checkTimeout());
	}

	private static void requireNotNegative(String property, String name, Duration timeout) {
		if (timeout.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(property, timeout,
					"The " + name + " timeout must not be negative: give a duration such as 10s, or 0 to try once.");
		}
	}

	private static void requirePositive(String property, Duration duration) {
		if (duration.isNegative() || duration.isZero()) {
			throw new InvalidConfigurationPropertyValueException(property, duration,
					"The time must be longer than zero: give a duration such as 1s.");
		}
	}

	static ConfigLimits limits(SafeConfigProperties properties) {
		SafeConfigProperties.Document document = properties.document();
		int depth = document.maxDepth();
		int aliases = document.maxAliases();
		int length = document.maxNumberLength();
		int bytes = Integer.MAX_VALUE; // the store has its own limit
		accept(MAX_DEPTH, "" + depth, () -> new ConfigLimits(bytes, depth, 0, 1));
		accept(MAX_ALIASES, "" + aliases, () -> new ConfigLimits(bytes, 1, aliases, 1));
		accept(MAX_NUMBER_LENGTH, "" + length, () -> new ConfigLimits(bytes, 1, 0, length));
		return new ConfigLimits(bytes, depth, aliases, length);
	}

	private static Path directory(String property, String directory) {
		if (!StringUtils.hasText(directory)) {
			throw new InvalidConfigurationPropertyValueException(property, directory,
					"The directory must not be blank: give its path, such as ./config.");
		}
		if (directory.startsWith("classpath:") || directory.startsWith("classpath*:")) {
			throw new InvalidConfigurationPropertyValueException(property, directory,
					"Files on the class path cannot be changed: give the path of a directory, such as ./config.");
		}
		if (directory.startsWith("file:")) {
			throw new InvalidConfigurationPropertyValueException(property, directory,
					"This is a URL: give the path alone, without 'file:'.");
		}
		if (directory.equals("~") || directory.startsWith("~/")) {
			throw new InvalidConfigurationPropertyValueException(property, directory,
					"Only a shell knows '~': use ${user.home} for the home directory of the user.");
		}
		return accept(property, directory, () -> Path.of(directory));
	}

	/** The rules are those of the core; only the name of the setting is added here. */
	private static <T> T accept(String property, String value, Supplier<T> use) {
		try {
			return use.get();
		}
		catch (InvalidPathException ex) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"This is not a path: " + ex.getReason() + ".", ex);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(property, value, ex.getMessage() + ".", ex);
		}
	}

}
