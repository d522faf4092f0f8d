package io.safeconfig.spring.boot.actuate;

import io.safeconfig.LockOwner;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The records that become JSON. Spring Boot finds those that an operation returns, but
 * our operations over HTTP return anything, and details of the health are a map.
 */
final class SerializedTypes implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), StoreDescriptor.class,
				LockDescriptor.class, LocksDescriptor.class, FilesDescriptor.FileDescriptor.class,
				SafeConfigEndpoint.Cleared.class, LockOwner.class);
	}

}
