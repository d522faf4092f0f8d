package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps, beside a file, what somebody wrote to it after a change had displaced it.
 * Thread-safe.
 */
final class PutAside {

	private static final Logger logger = LoggerFactory.getLogger(PutAside.class);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private final Path base;

	private final Platform platform;

	private final FileOperations files;

	private final TempFiles temps;

	private final Forcing forcing;

	private final ConfigFileListener listener;

	/** What this process has put aside and may still be there. Guarded by this. */
	private final Set<Path> copies = new TreeSet<>();

	PutAside(FileStoreOptions options, Platform platform, Forcing forcing) {
		this.base = options.base();
		this.platform = platform;
		this.files = platform.files();
		this.temps = new TempFiles(platform);
		this.forcing = forcing;
		this.listener = options.listener();
	}

	/**
	 * Put content aside, durably.
	 * @param displaced what the file was when it was displaced
	 * @throws IOException if that is not possible
	 */
	void put(ResolvedFile target, FileStamp displaced, byte[] content) throws IOException {
		if (isInForce(target, content)) {
			return; // the writer has what it wanted
		}
		Path copy = newName(target);
		write(target, displaced, content, copy);
		announce(target, copy);
	}

	private void announce(ResolvedFile target, Path copy) {
		synchronized (this) {
			this.copies.add(copy);
		}
		logger.error(
				"Somebody without a lock wrote to {} after a change had replaced or removed the file; what was"
						+ " written is put aside as {}. Look at both, take over what is wanted, and remove the copy",
				target.name(), copy);
		tell(target, copy);
	}

	/**
	 * Put a whole file aside, which keeps its access.
	 * @param file a file in the directory of the target
	 * @throws IOException if that is not possible
	 */
	void take(ResolvedFile target, Path file) throws IOException {
		Path copy = newName(target);
		this.files.rename(file, copy);
		this.forcing.directory(Objects.requireNonNull(copy.getParent()));
		announce(target, copy);
	}

	private Path newName(ResolvedFile target) {
		return OwnNames.conflict(target.file(),
				TIME.format(Instant.now(this.platform.clock())) + "-" + this.platform.nonces().get());
	}

	private boolean isInForce(ResolvedFile target, byte[] content) {
		try {
			FileStamp present = this.files.stat(target.file());
			return present != null && present.isFile() && present.size() == content.length
					&& Arrays.equals(this.files.read(target.file(), content.length), content);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * With the access of the file where that is still there and has the same, else for
	 * its owner alone. The lock of the file is not held: whoever has it may sweep a temp
	 * meanwhile, and then it is made without one.
	 */
	private void write(ResolvedFile target, FileStamp displaced, byte[] content, Path copy) throws IOException {
		try {
			FileStamp present = this.files.stat(target.file());
			if (present != null && present.isFile() && present.sameAccess(displaced)) {
				Path temp = this.temps.create(target.file(), present);
				write(temp, content, () -> this.files.rename(temp, copy));
				return;
			}
		}
		catch (IOException ex) {
			logger.debug("{} cannot have the access of {}", copy, target.file(), ex);
		}
		this.files.createPrivateFile(copy);
		write(copy, content, () -> {
		});
	}

	private void write(Path file, byte[] content, Naming naming) throws IOException {
		boolean done = false;
		try {
			this.files.overwrite(file, content);
			this.forcing.file(file);
			naming.run();
			this.forcing.directory(Objects.requireNonNull(file.getParent()));
			done = true;
		}
		finally {
			if (!done) {
				this.temps.discard(file);
			}
		}
	}

	private void tell(ResolvedFile target, Path copy) {
		try {
			this.listener.foreignChangePutAside(target.name(), copy.toString());
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A listener failed on what was put aside as {}", copy, ex);
		}
	}

	/** The names of the copies that this process has made and that are still there. */
	synchronized List<String> present() throws IOException {
		for (Path copy : List.copyOf(this.copies)) {
			if (this.files.stat(copy) == null) {
				this.copies.remove(copy);
			}
		}
		return this.copies.stream().map((copy) -> ConfigPaths.nameOf(this.base, copy)).toList();
	}

	/** Gives a file that is written its name. */
	@FunctionalInterface
	private interface Naming {

		void run() throws IOException;

	}

}
