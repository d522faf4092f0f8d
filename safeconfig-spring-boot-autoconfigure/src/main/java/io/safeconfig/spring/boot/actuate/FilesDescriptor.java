package io.safeconfig.spring.boot.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.safeconfig.ConfigFileException;
import io.safeconfig.store.ConfigStore;
import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * The configuration files, without their content.
 *
 * @param total how many there are
 * @param files the first of them, by name
 */
public record FilesDescriptor(int total, List<FileDescriptor> files) {

	/** What a list of files may cost. */
	private static final int MOST_SHOWN = 200;

	static FilesDescriptor of(ConfigStore store) {
		List<String> names = store.list();
		List<FileDescriptor> files = new ArrayList<>();
		for (String name : names.subList(0, Math.min(MOST_SHOWN, names.size()))) {
			FileDescriptor file = describe(store, name);
			if (file != null) {
				files.add(file);
			}
		}
		return new FilesDescriptor(names.size(), files);
	}

	/** One that cannot be read must not hide the others. */
	static @Nullable FileDescriptor describe(ConfigStore store, String name) {
		try {
			StoredFile file = store.read(name).orElse(null);
			return (file != null)
					? new FileDescriptor(name, file.revision().value(), file.content().length, file.modified(), null)
					: null;
		}
		catch (ConfigFileException ex) {
			return new FileDescriptor(name, null, null, null, ex.problem());
		}
	}

	/**
	 * A configuration file.
	 *
	 * @param name its name
	 * @param version the hash of its content
	 * @param size bytes
	 * @param modified when it was modified, by the clock of the file system
	 * @param problem why it cannot be read
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record FileDescriptor(String name, @Nullable String version, @Nullable Integer size,
			@Nullable Instant modified, @Nullable String problem) {
	}

}
