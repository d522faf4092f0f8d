package io.safeconfig.lock;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.safeconfig.lock.OwnerRecords.Found;

/**
 * The record of one lock of this process, from before it is written until the lock is
 * given back.
 * <p>
 * <em>Why a record that somebody finds under a lock is never of an orderly release.</em>
 * {@link #release} comes before the lock is given back, and either removes the record or
 * makes it one that was left. So whoever has the lock after that finds neither. A record
 * that says nothing of the kind has a holder that died; or one that lives and still holds
 * its lock, which then excludes nobody; or one that lives and could neither remove nor
 * change it, which nobody can tell from the one before.
 */
final class HolderRecord {

	/** The nonces of the records whose locks are held, of this copy of the class. */
	private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

	private final OwnerRecords owners;

	private final Path path;

	private final OwnerRecord content;

	private final Place place;

	HolderRecord(OwnerRecords owners, Path path, OwnerRecord content) {
		this(owners, path, content, Place.FREE);
	}

	private HolderRecord(OwnerRecords owners, Path path, OwnerRecord content, Place place) {
		this.owners = owners;
		this.path = path;
		this.content = content;
		this.place = place;
	}

	/** What was found where the record belongs. */
	private enum Place {

		/** Nothing. */
		FREE,

		/** What a holder left that is gone. */
		LEFT,

		/** The record of somebody who lives. */
		TAKEN

	}

	static boolean isHeld(String nonce) {
		return HELD.contains(nonce);
	}

	/** Whether a record was found that its holder left. */
	boolean isRecovered() {
		return this.place == Place.LEFT;
	}

	/** The same where the record of somebody who is gone was found. */
	HolderRecord recovered() {
		return new HolderRecord(this.owners, this.path, this.content, Place.LEFT);
	}

	/** The same where the record of somebody who lives was found, and is left alone. */
	HolderRecord besides() {
		return new HolderRecord(this.owners, this.path, this.content, Place.TAKEN);
	}

	/**
	 * Write the record where none is.
	 * @return {@code false} if something is there
	 */
	boolean create() {
		boolean created = false;
		HELD.add(this.content.nonce()); // before others can read it
		try {
			created = this.owners.create(this.path, this.content);
			return created;
		}
		finally {
			if (!created) {
				HELD.remove(this.content.nonce());
			}
		}
	}

	/** Put the record in the place of the one that was found. */
	void replace() {
		HELD.add(this.content.nonce());
		this.owners.replace(this.path, this.content);
	}

	/**
	 * To be called before the lock is given back.
	 * @param clean whether nothing is left to clear up for the next holder
	 * @param intact whether the lock is held for certain, so that nobody else can have
	 * put a record there; otherwise it is looked at first
	 */
	void release(boolean clean, boolean intact) {
		try {
			if (!clean) {
				leave();
			}
			else if (this.place != Place.TAKEN && (intact || isPresent()) && !this.owners.delete(this.path)) {
				leave();
			}
		}
		finally {
			HELD.remove(this.content.nonce());
		}
	}

	/**
	 * Unless the record is that of an earlier holder, which has still to be cleared up.
	 */
	private void leave() {
		if (isPresent()) {
			this.owners.overwrite(this.path, this.content.asLeft());
		}
	}

	private boolean isPresent() {
		Found found = this.owners.find(this.path);
		return found.content() != null && found.content().nonce().equals(this.content.nonce());
	}

}
