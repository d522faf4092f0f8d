package io.safeconfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigLimits;
import io.safeconfig.store.ConfigStore;

/**
 * Settings of a {@link ConfigFileRepository}. Each method returns this builder. Not
 * thread-safe.
 */
public final class ConfigFileRepositoryBuilder {

	private final ConfigStore store;

	private Duration lockTimeout = ConfigFileRepository.DEFAULT_LOCK_TIMEOUT;

	private Duration deadlockTimeout = ConfigFileRepository.DEFAULT_DEADLOCK_TIMEOUT;

	private WorkListener work = WorkListener.NONE;

	private ConfigFileListener listener = new ConfigFileListener() {
	};

	private final List<ConfigFormat> formats = new ArrayList<>();

	private ConfigLimits limits = ConfigLimits.DEFAULTS.withBytes(Integer.MAX_VALUE);

	private ConfigBinding binding = ConfigBinding.plain();

	private ConfigValidator validator = ConfigValidator.NONE;

	ConfigFileRepositoryBuilder(ConfigStore store) {
		this.store = Objects.requireNonNull(store, "store");
	}

	/**
	 * How long a change waits for the lock of its file.
	 * @param timeout zero tries once; {@link ConfigFileRepository#DEFAULT_LOCK_TIMEOUT}
	 * unless set
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	public ConfigFileRepositoryBuilder lockTimeout(Duration timeout) {
		this.lockTimeout = requireNotNegative(timeout, "lock");
		return this;
	}

	/**
	 * How long a transaction that holds locks waits for one that comes earlier in the
	 * common order: longer than others usually hold a lock, and as short as a deadlock
	 * between processes may last.
	 * @param timeout zero tries once;
	 * {@link ConfigFileRepository#DEFAULT_DEADLOCK_TIMEOUT} unless set
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	public ConfigFileRepositoryBuilder deadlockTimeout(Duration timeout) {
		this.deadlockTimeout = requireNotNegative(timeout, "deadlock");
		return this;
	}

	private static Duration requireNotNegative(Duration timeout, String name) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("The " + name + " timeout must not be negative");
		}
		return timeout;
	}

	/**
	 * Who hears of the commits that are made through the repository.
	 * @param listener the listener; nobody unless set
	 * @return this builder
	 */
	public ConfigFileRepositoryBuilder listener(ConfigFileListener listener) {
		this.listener = Objects.requireNonNull(listener, "listener");
		return this;
	}

	/**
	 * Who follows the changes and transactions that are made through the repository.
	 * @param work the listener; nobody unless set
	 * @return this builder
	 */
	public ConfigFileRepositoryBuilder workListener(WorkListener work) {
		this.work = Objects.requireNonNull(work, "work");
		return this;
	}

	/**
	 * Add a format. It is asked before those added later, and before those that
	 * SafeConfig brings, so that it can also take the place of one of them.
	 * @param format the format, such as
	 * {@code ConfigFormat.jsonc().forExtensions("json")}
	 * @return this builder
	 */
	public ConfigFileRepositoryBuilder format(ConfigFormat format) {
		this.formats.add(Objects.requireNonNull(format, "format"));
		return this;
	}

	/**
	 * What the content of files may demand of who parses it.
	 * @param limits the limits; unless set, {@link ConfigLimits#DEFAULTS}, with the size
	 * left to the store
	 * @return this builder
	 */
	public ConfigFileRepositoryBuilder limits(ConfigLimits limits) {
		this.limits = Objects.requireNonNull(limits, "limits");
		return this;
	}

	/**
	 * What makes objects of the values of files.
	 * @param binding the binding; {@link ConfigBinding#plain()} unless set
	 * @return this builder
	 */
	public ConfigFileRepositoryBuilder binding(ConfigBinding binding) {
		this.binding = Objects.requireNonNull(binding, "binding");
		return this;
	}

	/**
	 * What looks at the values of a {@link ConfigFile} when they are read and before they
	 * are written.
	 * @param validator the validator; {@link ConfigValidator#NONE} unless set
	 * @return this builder
	 */
	public ConfigFileRepositoryBuilder validator(ConfigValidator validator) {
		this.validator = Objects.requireNonNull(validator, "validator");
		return this;
	}

	/**
	 * The repository.
	 * @return a new repository over the store
	 */
	public ConfigFileRepository build() {
		List<ConfigFormat> all = new ArrayList<>(this.formats);
		all.addAll(ConfigFormat.standard());
		DocumentSupport support = new DocumentSupport(all, this.limits, this.binding, this.validator,
				new LastGoodVersions());
		CommitAnnouncer announcer = new CommitAnnouncer(this.listener, support);
		return new StoreConfigFileRepository(
				new StoreAccess(this.store, this.lockTimeout, this.deadlockTimeout, announcer, this.work, support),
				() -> null);
	}

}
