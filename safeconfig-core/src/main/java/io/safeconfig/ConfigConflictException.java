package io.safeconfig;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The configuration file is not in the state that the change was made for: somebody else
 * changed, created or removed it, or was not done with writing it when the time was over.
 * Nothing was overwritten. Read the file, make the change anew and retry.
 */
public final class ConfigConflictException extends ConfigFileException {

	private static final long serialVersionUID = 1L;

	private final @Nullable ConfigVersion base;

	private final @Nullable ConfigVersion ours;

	private final @Nullable ConfigVersion theirs;

	/**
	 * Create an exception.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code save}
	 * @param base the version that the change was made for, {@code null} for "no file"
	 * @param ours the version that the change would have made, {@code null} for "no file"
	 * @param theirs the version that is there, {@code null} for "no file"
	 */
	public ConfigConflictException(String fileName, String operation, @Nullable ConfigVersion base,
			@Nullable ConfigVersion ours, @Nullable ConfigVersion theirs) {
		super(fileName,
				"Cannot " + operation + " " + quoted(fileName) + ": expected " + describe(base) + " but found "
						+ describe(theirs),
				FileState.UNCHANGED, "Read the file again, repeat the change on what is there now, and retry.", null);
		this.base = base;
		this.ours = ours;
		this.theirs = theirs;
	}

	private ConfigConflictException(String fileName, String problem, String nextStep) {
		super(fileName, problem, FileState.UNCHANGED, nextStep, null);
		this.base = null;
		this.ours = null;
		this.theirs = null;
	}

	/**
	 * The conflict with somebody who is in the middle of saving the file in place, and
	 * was not done when the time was over. It tells no versions: there is none that its
	 * writer would call one.
	 * @param fileName the name of the configuration file
	 * @param operation what was tried, such as {@code save}
	 * @param writers who writes, as far as that is known; may be empty
	 * @param waited how long the save was waited for
	 * @return the exception
	 */
	public static ConfigConflictException whileWritten(String fileName, String operation, List<String> writers,
			Duration waited) {
		String who = writers.isEmpty() ? "another program" : String.join(", ", writers);
		return new ConfigConflictException(fileName,
				"Cannot " + operation + " " + quoted(fileName) + ": " + who
						+ " is writing to the file, and was not done after " + waited.toMillis() + " ms",
				"Retry when the program has saved the file, or look at what it does.");
	}

	private static String describe(@Nullable ConfigVersion version) {
		return (version != null) ? "version " + version.abbreviated() : "no file";
	}

	/**
	 * The version that the change was made for.
	 * @return the version; empty if the change was made for an absent file, or the file
	 * was being written
	 */
	public Optional<ConfigVersion> base() {
		return Optional.ofNullable(this.base);
	}

	/**
	 * The version that the change would have made.
	 * @return the version; empty if the change was a removal, or the file was being
	 * written
	 */
	public Optional<ConfigVersion> ours() {
		return Optional.ofNullable(this.ours);
	}

	/**
	 * The version that is there.
	 * @return the version; empty if there is no file, or the file was being written
	 */
	public Optional<ConfigVersion> theirs() {
		return Optional.ofNullable(this.theirs);
	}

}
