package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.FileState;
import io.safeconfig.os.FileOperations;
import io.safeconfig.os.SystemErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal of a commit that is under way. */
final class IntentJournal {

	private static final Logger logger = LoggerFactory.getLogger(IntentJournal.class);

	private final FileOperations files;

	private final Forcing forcing;

	/** Where it lies while it is of no effect. */
	private final Path intent;

	private final Path committed;

	IntentJournal(FileOperations files, Forcing forcing, Path intent, Path committed) {
		this.files = files;
		this.forcing = forcing;
		this.intent = intent;
		this.committed = committed;
	}

	/**
	 * Write it.
	 * @param giving gives the file to its owner before anything is in it
	 */
	void write(byte[] content, Consumer<Path> giving) throws IOException {
		boolean written = false;
		this.files.createPrivateFile(this.intent);
		try {
			giving.accept(this.intent);
			this.files.overwrite(this.intent, content);
			written = true;
		}
		finally {
			if (!written) {
				discard();
			}
		}
	}

	/** Where it lies before the commit point, to be forced together with the temps. */
	Path intent() {
		return this.intent;
	}

	/**
	 * The commit point: after this everything is in effect, whatever happens.
	 * @throws IOException if nothing was changed
	 * @throws CommitOutcomeUnknownException if that is not known
	 */
	void commit(String firstName) throws IOException {
		CommittingRename.run(this.files, this.intent, this.committed, firstName, "the transaction");
		makeDurable(firstName);
	}

	/**
	 * A journal of which nobody knows whether the disk has it must not be acted on: a
	 * power failure could leave some files replaced and no journal to finish the rest. It
	 * stays, since readers may have seen its changes already; whoever locks the files
	 * next tries again.
	 */
	private void makeDurable(String firstName) {
		try {
			this.forcing.directory(Objects.requireNonNull(this.committed.getParent()));
		}
		catch (IOException ex) {
			throw new CommitOutcomeUnknownException(firstName,
					"The transaction is committed, but the system does not promise that it survives a power failure,"
							+ " and whoever locks its files next has to replace them: " + SystemErrors.reason(ex),
					FileState.CHANGED, ex);
		}
	}

	/**
	 * Everything is carried out and durable. The transaction has not failed if its
	 * journal stays: it will be found carried out.
	 * @return whether the journal is gone for good
	 */
	boolean finish() {
		try {
			this.files.delete(this.committed);
			this.forcing.directory(Objects.requireNonNull(this.committed.getParent()));
			return true;
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the journal {} of a transaction that is carried out", this.committed, ex);
			return false;
		}
	}

	/** Before the commit point: the transaction does not happen. */
	void discard() {
		try {
			this.files.delete(this.intent);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the unused journal {}; it is removed with the next start", this.intent, ex);
		}
	}

}
