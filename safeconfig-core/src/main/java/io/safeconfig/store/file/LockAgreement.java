package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.Platform;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How those who share a base directory lock its files, in a file of its own. Two
 * processes that lock in different ways do not exclude each other and would never notice.
 * The first one to open the directory writes the file, and nobody changes it.
 */
final class LockAgreement {

	private static final Logger logger = LoggerFactory.getLogger(LockAgreement.class);

	private static final String CHECK = "agreement";

	static final int MAX_SIZE = 256;

	private static final Pattern CONTENT = Pattern.compile("safeconfig-locking 1\n([\\x21-\\x7e ]{1,200})\n");

	private final FileOperations files;

	private final Platform platform;

	private final FileStoreOptions options;

	private final Path file;

	LockAgreement(Platform platform, FileStoreOptions options) {
		this.platform = platform;
		this.files = platform.files();
		this.options = options;
		this.file = OwnNames.agreement(options.base());
	}

	/**
	 * Agree.
	 * @throws DisagreementException if the others lock in another way
	 * @throws IOException if the file system refuses
	 */
	Finding run() throws IOException {
		String ours = describe();
		for (boolean tried = false;; tried = true) {
			String theirs = read();
			if (ours.equals(theirs)) {
				return new Finding(CHECK, Result.OK, "all lock with " + ours);
			}
			if (theirs != null && !theirs.isEmpty()) {
				throw new DisagreementException(theirs, ours, this.file);
			}
			if (theirs != null || tried) {
				return new Finding(CHECK, Result.LIMITED, "'" + this.file + "' does not tell how others lock");
			}
			write(ours);
		}
	}

	/** Whether this is what somebody wrote, and not what a crash left of it. */
	static boolean isWhole(String content) {
		return CONTENT.matcher(content).matches();
	}

	private String describe() {
		String strategy = this.options.lockStrategy().name().toLowerCase(Locale.ROOT).replace('_', '-');
		return (this.options.lockLocation() == LockLocation.SIBLING)
				? strategy + " beside the files as " + this.options.lockSuffix() : strategy + " in a directory";
	}

	/** Empty if it is there and does not tell, {@code null} if it is not there. */
	private @Nullable String read() throws IOException {
		try {
			if (!isFile()) {
				return "";
			}
			Matcher content = CONTENT.matcher(new String(this.files.read(this.file, MAX_SIZE), StandardCharsets.UTF_8));
			return content.matches() ? content.group(1) : "";
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (AccessDeniedException ex) {
			return ""; // another user's, who keeps new files private
		}
	}

	/** To open a pipe would wait for a writer. */
	private boolean isFile() throws IOException {
		var stamp = this.files.stat(this.file);
		if (stamp == null && this.files.readLink(this.file) == null) {
			throw new NoSuchFileException(this.file.toString());
		}
		return stamp != null && stamp.isFile();
	}

	/** Whole or not at all: who reads half of it would learn nothing, now and later. */
	private void write(String ours) throws IOException {
		Path fresh = this.file.resolveSibling(this.file.getFileName() + "." + this.platform.nonces().get());
		this.files.createFile(fresh);
		try {
			this.files.overwrite(fresh, ("safeconfig-locking 1\n" + ours + "\n").getBytes(StandardCharsets.UTF_8));
			this.files.link(fresh, this.file);
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("Another process wrote {} first", this.file);
		}
		catch (UnsupportedOperationException | IOException ex) {
			logger.debug("No hard link to {}: {}", fresh, ex.toString());
			this.files.rename(fresh, this.file); // the last of several is read
		}
		finally {
			this.files.delete(fresh);
		}
	}

	/** Others lock in another way. */
	static final class DisagreementException extends IOException {

		private static final long serialVersionUID = 1L;

		private final String nextStep;

		DisagreementException(String theirs, String ours, Path file) {
			super("its files are locked with " + theirs + " by those who opened it before, and here with " + ours
					+ ", which does not keep them out");
			this.nextStep = "Set safeconfig.lock.strategy, location and suffix alike everywhere. To change them, stop all"
					+ " processes and remove '" + file + "'.";
		}

		String nextStep() {
			return this.nextStep;
		}

	}

}
