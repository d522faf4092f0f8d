package io.safeconfig.store.file;

import java.nio.file.Path;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockStrategy;
import io.safeconfig.os.Platform;

/**
 * Opens stores over a platform of a test, without the probe: what it leaves is not the
 * subject.
 */
public final class StoreOverPlatform {

	private StoreOverPlatform() {
	}

	public static FileConfigStore open(Path base, Platform platform) {
		return open(base, platform, LockStrategy.NATIVE);
	}

	public static FileConfigStore open(Path base, Platform platform, ConfigFileListener listener) {
		return FileConfigStore.builder(base).probe(ProbeScope.OFF).listener(listener).open(platform);
	}

	public static FileConfigStore open(Path base, Platform platform, NonAtomicWrite choice) {
		return FileConfigStore.builder(base).probe(ProbeScope.OFF).onNonAtomic(choice).open(platform);
	}

	public static FileConfigStore open(Path base, Platform platform, LockStrategy strategy) {
		return FileConfigStore.builder(base).probe(ProbeScope.OFF).lockStrategy(strategy).open(platform);
	}

}
