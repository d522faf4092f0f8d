package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

import io.safeconfig.ConfigStorageException;
import io.safeconfig.os.FileOperations;
import org.jspecify.annotations.Nullable;

/**
 * Directories that somebody replaces as a whole, in the way of the kubelet for a
 * ConfigMap, a Secret or a projected volume: the files lie in a directory named after the
 * time, and the link {@code ..data} beside it is turned to a new one whenever the volume
 * is updated. A change in there would be gone with the next update, although its caller
 * was told that it is on disk.
 */
final class SwappedDirectories {

	private static final String LINK = "..data";

	/** {@code os.MkdirTemp} with Go's layout {@code ..2006_01_02_15_04_05.}. */
	private static final Pattern TIMESTAMPED = Pattern.compile("\\.\\.\\d{4}(_\\d\\d){5}\\.\\d+");

	private final FileOperations files;

	private final Path base;

	SwappedDirectories(FileOperations files, Path base) {
		this.files = files;
		this.base = base;
	}

	/**
	 * Refuse to change a file in such a directory. Reads are no concern of this.
	 * @throws ConfigStorageException if it is in one
	 */
	void requireNotIn(ResolvedFile target, String operation) throws IOException {
		Path directory = around(target.file(), !target.file().equals(this.base.resolve(target.name())));
		if (directory != null) {
			throw new ConfigStorageException(target.name(),
					"Cannot " + operation + " '" + target.name() + "': it lies in '" + directory
							+ "', which is replaced as a whole by turning the link '" + LINK
							+ "', as Kubernetes does with a ConfigMap, so that the change would be lost",
					"Change the ConfigMap or Secret itself, or copy the file to a directory of its own and change it"
							+ " there.",
					null);
		}
	}

	/** Only a name that goes through a link can go through {@code ..data}. */
	private @Nullable Path around(Path file, boolean throughLink) throws IOException {
		for (Path at = file.getParent(); at != null && at.getFileName() != null; at = at.getParent()) {
			if (TIMESTAMPED.matcher(at.getFileName().toString()).matches() || (throughLink && isCurrent(at))) {
				return at;
			}
		}
		return null;
	}

	private boolean isCurrent(Path directory) throws IOException {
		Path parent = Objects.requireNonNull(directory.getParent());
		Path target = this.files.readLink(parent.resolve(LINK));
		return target != null && parent.resolve(target).normalize().equals(directory);
	}

}
