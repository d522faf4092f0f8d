package io.safeconfig.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What one call did to directory entries.
 *
 * @param set the entry that leads to the inode afterwards: of a creation or a rename
 * @param inode the inode
 * @param removed the entry that is gone afterwards: of a removal or a rename
 */
record Change(@Nullable Slot set, int inode, @Nullable Slot removed) {

	static Change creation(Slot slot, int inode) {
		return new Change(slot, inode, null);
	}

	static Change removal(Slot slot) {
		return new Change(null, 0, slot);
	}

	boolean isRename() {
		return this.set != null && this.removed != null;
	}

	boolean sets(int directory) {
		return this.set != null && this.set.directory() == directory;
	}

	boolean removes(int directory) {
		return this.removed != null && this.removed.directory() == directory;
	}

	Change onlySetting() {
		return new Change(this.set, this.inode, null);
	}

	Change onlyRemoving() {
		return removal(Objects.requireNonNull(this.removed));
	}

	boolean isAccessory() {
		return slots().stream().allMatch(Slot::isAccessory);
	}

	private List<Slot> slots() {
		List<Slot> slots = new ArrayList<>();
		if (this.set != null) {
			slots.add(this.set);
		}
		if (this.removed != null) {
			slots.add(this.removed);
		}
		return slots;
	}

	void applyTo(Map<Slot, Integer> entries) {
		if (this.removed != null) {
			entries.remove(this.removed);
		}
		if (this.set != null) {
			entries.put(this.set, this.inode);
		}
	}

}
