package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

import io.safeconfig.os.FileOperations;
import io.safeconfig.os.FileStamp;
import io.safeconfig.os.OwnFiles;
import io.safeconfig.os.Platform;
import io.safeconfig.os.SystemErrors;
import io.safeconfig.store.file.ProbeReport.Finding;
import io.safeconfig.store.file.ProbeReport.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How those who share a base directory lock its files, in a file of its own. Two
 * processes that lock in different ways do not exclude each other and would never notice.
 * The first one to open the directory writes the file, and nobody changes it. A file that
 * a power failure has emptied is written again; one that does not tell for another reason
 * keeps everybody out, since not known is not the same.
 * <p>
 * <em>Why two ways never both pass.</em> No lock can guard the file: which one is what
 * has to be agreed on. Instead whoever finds no whole agreement first lays claim to it,
 * in a second file that only one process can create. What it says is whole from the
 * start, or keeps everybody out until it is, and never changes. Then it looks at the
 * agreement again, and only if that is still not whole, and the claim says what it wants
 * itself, it puts its own copy into place. A claim is removed only by who has seen a
 * whole agreement. So up to the first copy there has been one claim at most, and
 * everybody who saw no whole agreement after it read the claim wants the same as that
 * one: whatever is put there later, by however slow a process, says the same. Who passes
 * has read the agreement, and it never says anything else.
 * <p>
 * Nobody passes before the agreement is durable, whoever wrote it: over a network others
 * may live on when a file server loses what it had not written.
 */
final class LockAgreement {

	private static final Logger logger = LoggerFactory.getLogger(LockAgreement.class);

	private static final String CHECK = "agreement";

	private static final int LOOKS = 10;

	private final FileOperations files;

	private final OwnFiles own;

	private final Platform platform;

	private final FileStoreOptions options;

	private final Path file;

	private final Path claim;

	LockAgreement(Platform platform, FileStoreOptions options) {
		this.platform = platform;
		this.files = platform.files();
		this.own = new OwnFiles(this.files);
		this.options = options;
		this.file = OwnNames.agreement(options.base());
		this.claim = OwnNames.agreementClaim(options.base());
	}

	/**
	 * Agree.
	 * @throws DisagreementException if the others lock in another way, or nobody can tell
	 * @throws IOException if the file system refuses
	 */
	Finding run() throws IOException {
		AgreementText ours = new AgreementText(describe());
		for (int look = 0; look < LOOKS; look++) {
			Found found = find(this.file);
			if (found.text() != null) {
				requireSame(ours, found.text(), this.file);
				makeDurable();
				return new Finding(CHECK, Result.OK, "all lock with " + ours.locking());
			}
			try {
				agree(ours);
			}
			catch (DisagreementException ex) {
				throw ex;
			}
			catch (IOException ex) {
				if (found.torn() || this.options.probeScope() != ProbeScope.OFF) {
					throw ex;
				}
				return new Finding(CHECK, Result.LIMITED, "nothing tells how others lock, and '" + this.file
						+ "' cannot be written: " + SystemErrors.reason(ex));
			}
		}
		throw new FileSystemException(this.file.toString(), null, "the file is there and is not: somebody removes it");
	}

	private String describe() {
		String strategy = this.options.lockStrategy().name().toLowerCase(Locale.ROOT).replace('_', '-');
		return (this.options.lockLocation() == LockLocation.SIBLING)
				? strategy + " beside the files as " + this.options.lockSuffix() : strategy + " in a directory";
	}

	/**
	 * What lies at a path.
	 *
	 * @param text the agreement, {@code null} if there is no whole one
	 * @param torn whether there is what a power failure left of one
	 */
	private record Found(@Nullable AgreementText text, boolean torn) {
	}

	/** To open a pipe would wait for a writer. */
	private Found find(Path path) throws IOException {
		try {
			boolean link = this.files.readLink(path) != null;
			FileStamp stamp = link ? null : this.files.stat(path);
			if (stamp == null && !link) {
				return new Found(null, false);
			}
			byte[] content = (stamp != null && stamp.isFile()) ? this.files.read(path, AgreementText.MAX_SIZE) : null;
			AgreementText text = (content != null) ? AgreementText.parse(content) : null;
			if (text == null && (content == null || !AgreementText.isTorn(content))) {
				throw new DisagreementException(path, "it is no agreement that this version understands");
			}
			return new Found(text, text == null);
		}
		catch (NoSuchFileException ex) {
			return new Found(null, false);
		}
	}

	private void requireSame(AgreementText ours, AgreementText theirs, Path where) throws DisagreementException {
		if (!ours.locking().equals(theirs.locking())) {
			throw new DisagreementException(theirs.locking(), ours.locking(), where);
		}
	}

	/** The claim goes last: until then it may be needed. */
	private void makeDurable() throws IOException {
		this.files.force(this.file);
		if (this.options.durability() == Durability.FULL) {
			this.files.forceDirectory(this.options.base());
		}
		if (this.files.stat(this.claim) != null) {
			deleteLogging(this.claim);
		}
	}

	/** See the class comment: no step may be left out or come earlier. */
	private void agree(AgreementText ours) throws IOException {
		Path fresh = OwnNames.freshAgreement(this.options.base(), this.platform.nonces().get());
		this.files.createFile(fresh);
		try {
			this.own.adopt(fresh);
			this.files.overwrite(fresh, ours.toBytes());
			this.files.force(fresh);
			AgreementText claimed = claim(fresh, ours);
			if (claimed == null) {
				return; // it is gone, so there is an agreement
			}
			requireSame(ours, claimed, this.claim);
			Found present = find(this.file);
			if (present.text() == null) {
				giveName(fresh, present.torn());
			}
		}
		finally {
			deleteLogging(fresh);
		}
	}

	/**
	 * Never in the place of a whole one where that can be helped, not even of an equal
	 * one: a store that is open knows its directory by this very file, see
	 * {@link Ground}.
	 */
	private void giveName(Path fresh, boolean torn) throws IOException {
		if (!torn) {
			try {
				this.files.link(fresh, this.file);
				return;
			}
			catch (FileAlreadyExistsException ex) {
				return; // of somebody who wants the same, or torn: the next look tells
			}
			catch (UnsupportedOperationException | FileSystemException ex) {
				logger.debug("No hard link to {}", fresh, ex);
			}
		}
		this.files.rename(fresh, this.file);
	}

	/** What the claim says, {@code null} if there is none any more. */
	private @Nullable AgreementText claim(Path fresh, AgreementText ours) throws IOException {
		try {
			this.files.link(fresh, this.claim);
			return ours;
		}
		catch (FileAlreadyExistsException ex) {
			return claimOfOthers();
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			logger.debug("No hard link to {}", fresh, ex);
			return claimWithoutLinks(ours);
		}
	}

	/** Not whole for a moment, or after a crash; so long it keeps everybody out. */
	private @Nullable AgreementText claimWithoutLinks(AgreementText ours) throws IOException {
		try {
			this.files.createFile(this.claim);
		}
		catch (FileAlreadyExistsException ex) {
			return claimOfOthers();
		}
		boolean whole = false;
		try {
			this.own.adopt(this.claim);
			this.files.overwrite(this.claim, ours.toBytes());
			this.files.force(this.claim);
			whole = true;
			return ours;
		}
		finally {
			if (!whole) {
				deleteLogging(this.claim);
			}
		}
	}

	private @Nullable AgreementText claimOfOthers() throws IOException {
		Found found = find(this.claim);
		if (found.torn()) {
			throw new DisagreementException(this.claim,
					"another process is about to write it, or died when it was; try again first");
		}
		return found.text();
	}

	private void deleteLogging(Path path) {
		try {
			this.files.delete(path);
		}
		catch (IOException ex) {
			logger.debug("{} stays, and does no harm", path, ex);
		}
	}

	/** Others lock in another way, or may do so. */
	static final class DisagreementException extends IOException {

		private static final long serialVersionUID = 1L;

		private final String nextStep;

		DisagreementException(String theirs, String ours, Path file) {
			super("those who opened it before lock its files with " + settings(theirs) + ", and this process is to lock"
					+ " them with " + settings(ours) + ", which does not keep the others out");
			this.nextStep = "Set " + settings(theirs) + " here. To change how all lock, stop all processes that use the"
					+ " directory, remove '" + file + "', and start them with the new settings.";
		}

		DisagreementException(Path file, String reason) {
			super("'" + file + "' does not tell how others lock: " + reason);
			this.nextStep = "Stop all processes that use the directory and remove '" + file
					+ "'; the next one to start writes it anew.";
		}

		/** As they are written in {@code application.properties}. */
		private static String settings(String locking) {
			String[] parts = locking.split(" beside the files as | in a directory", 2);
			boolean sibling = locking.contains(" beside the files as ");
			return "safeconfig.lock.strategy=" + parts[0] + " and safeconfig.lock.location="
					+ (sibling ? "sibling and safeconfig.lock.suffix=" + parts[1] : "directory");
		}

		String nextStep() {
			return this.nextStep;
		}

	}

}
