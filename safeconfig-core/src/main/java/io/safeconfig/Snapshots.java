package io.safeconfig;

import io.safeconfig.store.Revision;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** Translates between what a store keeps and what a user sees. */
final class Snapshots {

	private Snapshots() {
	}

	static ConfigSnapshot of(String name, StoredFile file, DocumentSupport support) {
		return new ConfigSnapshot(name, file.content(), new ConfigVersion(file.revision().value()), file.modified(),
				support);
	}

	static @Nullable ConfigVersion version(Revision revision) {
		return revision.isAbsent() ? null : new ConfigVersion(revision.value());
	}

}
