package io.safeconfig.store.file;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What the check at the opening of a store found out about its base directory. Immutable.
 *
 * @param fileSystem the type of the file system, for example {@code ext4}; {@code null}
 * where the system does not tell
 * @param findings what was looked at, in this order
 */
public record ProbeReport(@Nullable String fileSystem, List<Finding> findings) {

	/**
	 * Create a report.
	 */
	public ProbeReport {
		findings = List.copyOf(findings);
	}

	/**
	 * Everything in one line, for a log.
	 * @return for example
	 * {@code ext4; rename: files are created, and replaced atomically; ...}
	 */
	public String describe() {
		String text = this.findings.stream()
			.map((finding) -> finding.check() + ": " + finding.detail())
			.collect(Collectors.joining("; "));
		return ((this.fileSystem != null) ? this.fileSystem : "file system of unknown type") + "; " + text;
	}

	/**
	 * One thing that was looked at.
	 *
	 * @param check what: {@code rename}, {@code directory-sync}, {@code locks},
	 * {@code agreement}, {@code lock-suffix} (only where it is a limit), {@code mounts},
	 * {@code stamps} or {@code writers}; {@code read-only} alone for a store that only
	 * reads
	 * @param result how it went
	 * @param detail what was found, for people
	 */
	public record Finding(String check, Result result, String detail) {
	}

	/** How a look went. What makes the directory unusable is an exception instead. */
	public enum Result {

		/** As it should be. */
		OK,

		/** Usable, with a limit that is told. */
		LIMITED,

		/** Not looked at. */
		SKIPPED

	}

}
