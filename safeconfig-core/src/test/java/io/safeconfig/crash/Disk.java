package io.safeconfig.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is on a disk and what is on its way there. Not thread-safe.
 */
final class Disk {

	static final int ROOT = 1;

	/** The entries that a power failure cannot take away. */
	final Map<Slot, Integer> durable = new HashMap<>();

	/** The entries that everybody sees: those and all that is pending. */
	final Map<Slot, Integer> current = new HashMap<>();

	final List<Change> pending = new ArrayList<>();

	final Map<Integer, Inode> inodes = new HashMap<>();

	private int lastInode = ROOT;

	private long now;

	Disk() {
		this.inodes.put(ROOT, Inode.ofDirectory(0755, 0));
	}

	Disk copy() {
		Disk copy = new Disk();
		copy.durable.putAll(this.durable);
		copy.current.putAll(this.current);
		copy.pending.addAll(this.pending);
		copy.inodes.putAll(this.inodes);
		copy.lastInode = this.lastInode;
		copy.now = this.now;
		return copy;
	}

	/** Another name for the number of calls so far, so that every stamp differs. */
	long now() {
		return this.now;
	}

	long tick() {
		return ++this.now;
	}

	Inode inode(int number) {
		Inode inode = this.inodes.get(number);
		if (inode == null) {
			throw new IllegalStateException("There is no inode " + number);
		}
		return inode;
	}

	int add(Inode inode) {
		this.inodes.put(++this.lastInode, inode);
		return this.lastInode;
	}

	void change(Change change) {
		change.applyTo(this.current);
		this.pending.add(change);
	}

	void force(int inode) {
		this.inodes.put(inode, inode(inode).force());
	}

	/** Everything is written back. */
	void settle() {
		this.pending.clear();
		this.durable.clear();
		this.durable.putAll(this.current);
		this.inodes.replaceAll((number, inode) -> inode.force());
	}

	/**
	 * A process died; the system lives. What it did to accessories is taken to be written
	 * back by now, which it may be: the number of states would have no bound otherwise,
	 * since nobody ever forces those.
	 */
	Disk killed() {
		Disk copy = copy();
		copy.pending.removeIf((change) -> {
			boolean accessory = change.isAccessory();
			if (accessory) {
				change.applyTo(copy.durable);
			}
			return accessory;
		});
		copy.current.forEach((slot, inode) -> {
			if (slot.isAccessory()) {
				copy.force(inode);
			}
		});
		return copy;
	}

	void forceDirectory(int directory, Profile profile) {
		if (profile == Profile.ORDERED) {
			forceUpTo(directory);
			return;
		}
		for (int i = 0; i < this.pending.size(); i++) {
			Change change = this.pending.get(i);
			if (change.sets(directory) || change.removes(directory)) {
				Change forced = forced(change, directory, profile);
				forced.applyTo(this.durable);
				Change rest = rest(change, forced);
				cancelEarlier(forced, i);
				this.pending.set(i, rest);
			}
		}
		this.pending.removeIf((change) -> change.set() == null && change.removed() == null);
	}

	/** One journal: whatever was changed before is in it too. */
	private void forceUpTo(int directory) {
		int last = -1;
		for (int i = 0; i < this.pending.size(); i++) {
			if (this.pending.get(i).sets(directory) || this.pending.get(i).removes(directory)) {
				last = i;
			}
		}
		for (int i = 0; i <= last; i++) {
			this.pending.remove(0).applyTo(this.durable);
		}
	}

	/** What of a change becomes durable with one of its directories. */
	private static Change forced(Change change, int directory, Profile profile) {
		boolean halves = change.isRename() && (profile == Profile.BOTH_NAMES || profile == Profile.LOST_NAMES);
		if (halves && !change.removes(directory)) {
			return change.onlySetting();
		}
		if (halves && profile == Profile.LOST_NAMES && !change.sets(directory)) {
			return change.onlyRemoving();
		}
		return change;
	}

	private static Change rest(Change change, Change forced) {
		return new Change((forced.set() != null) ? null : change.set(), (forced.set() != null) ? 0 : change.inode(),
				(forced.removed() != null) ? null : change.removed());
	}

	/** What is durable now was done after them: they cannot come back. */
	private void cancelEarlier(Change forced, int end) {
		for (int i = 0; i < end; i++) {
			Change earlier = this.pending.get(i);
			if (earlier.set() != null
					&& (earlier.set().equals(forced.set()) || earlier.set().equals(forced.removed()))) {
				this.pending.set(i, new Change(null, 0, earlier.removed()));
			}
		}
	}

}
