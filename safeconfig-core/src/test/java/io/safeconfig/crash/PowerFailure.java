package io.safeconfig.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every disk that may be left when the power fails now. */
final class PowerFailure {

	private final Disk disk;

	private final Profile profile;

	private final Depth depth;

	PowerFailure(Disk disk, Profile profile, Depth depth) {
		this.disk = disk;
		this.profile = profile;
		this.depth = depth;
	}

	List<Disk> disks() {
		List<Disk> disks = new ArrayList<>();
		for (Map<Slot, Integer> entries : entries()) {
			contents(reachable(entries), disks);
		}
		return disks;
	}

	private Collection<Map<Slot, Integer>> entries() {
		Set<Map<Slot, Integer>> all = new LinkedHashSet<>();
		if (this.profile == Profile.ORDERED) {
			Map<Slot, Integer> entries = new HashMap<>(this.disk.durable);
			all.add(new HashMap<>(entries));
			for (Change change : this.disk.pending) {
				change.applyTo(entries);
				all.add(new HashMap<>(entries));
			}
			return all;
		}
		int accessories = (this.depth == Depth.EACH) ? 0
				: (int) this.disk.pending.stream().filter(Change::isAccessory).count();
		int step = (this.depth == Depth.PREFIX) ? 1 : Math.max(accessories, 1);
		for (int prefix = 0; prefix <= accessories; prefix += step) {
			all.addAll(subsets(prefix));
		}
		return all;
	}

	/** Told apart as they grow, not in the end: most subsets have the same outcome. */
	private Set<Map<Slot, Integer>> subsets(int prefix) {
		Set<Map<Slot, Integer>> all = new LinkedHashSet<>(List.of(this.disk.durable));
		int accessory = 0;
		for (Change change : this.disk.pending) {
			boolean given = this.depth != Depth.EACH && change.isAccessory();
			if (given && accessory++ >= prefix) {
				continue;
			}
			Set<Map<Slot, Integer>> next = given ? new LinkedHashSet<>() : new LinkedHashSet<>(all);
			for (Change outcome : given ? List.of(change) : outcomes(change)) {
				for (Map<Slot, Integer> entries : all) {
					Map<Slot, Integer> changed = new HashMap<>(entries);
					outcome.applyTo(changed);
					next.add(changed);
				}
			}
			all = next;
		}
		return all;
	}

	/** Whether a temp keeps its name besides does not matter where temps do not. */
	private List<Change> outcomes(Change change) {
		return (this.depth == Depth.ALL_OR_NONE && change.removed() != null && change.removed().isAccessory())
				? List.of(change) : this.profile.outcomes(change);
	}

	private static Map<Slot, Integer> reachable(Map<Slot, Integer> entries) {
		Map<Slot, Integer> reachable = new HashMap<>();
		Set<Integer> directories = new HashSet<>(Set.of(Disk.ROOT));
		boolean more = true;
		while (more) {
			more = false;
			for (Map.Entry<Slot, Integer> entry : entries.entrySet()) {
				if (directories.contains(entry.getKey().directory()) && !reachable.containsKey(entry.getKey())) {
					reachable.put(entry.getKey(), entry.getValue());
					directories.add(entry.getValue());
					more = true;
				}
			}
		}
		return reachable;
	}

	private void contents(Map<Slot, Integer> entries, List<Disk> disks) {
		Set<Integer> open = new LinkedHashSet<>();
		Set<Integer> records = new LinkedHashSet<>();
		entries.forEach((slot, inode) -> {
			if (!this.disk.inode(inode).written().isEmpty() && !slot.isTemp()) {
				(isTogether(slot) ? records : open).add(inode);
			}
		});
		List<Map<Integer, byte[]>> all = new ArrayList<>(List.of(Map.of()));
		for (Integer inode : open) {
			all = times(all, inode);
		}
		for (Map<Integer, byte[]> contents : all) {
			disks.add(left(entries, contents));
			if (!records.isEmpty()) {
				Map<Integer, byte[]> written = new HashMap<>(contents);
				records.forEach((inode) -> written.put(inode, this.disk.inode(inode).content()));
				disks.add(left(entries, written));
			}
		}
	}

	/** Owner records are whole or empty, all alike, unless told apart. */
	private boolean isTogether(Slot slot) {
		return slot.isOwnerRecord() && this.depth != Depth.EACH;
	}

	private List<Map<Integer, byte[]>> times(List<Map<Integer, byte[]>> all, Integer inode) {
		List<Map<Integer, byte[]>> product = new ArrayList<>();
		for (byte[] content : this.disk.inode(inode).afterCrash()) {
			for (Map<Integer, byte[]> one : all) {
				Map<Integer, byte[]> more = new HashMap<>(one);
				more.put(inode, content);
				product.add(more);
			}
		}
		return product;
	}

	private Disk left(Map<Slot, Integer> entries, Map<Integer, byte[]> contents) {
		Disk left = this.disk.copy();
		left.pending.clear();
		left.durable.clear();
		left.durable.putAll(entries);
		left.current.clear();
		left.current.putAll(entries);
		left.inodes.keySet().retainAll(withRoot(entries.values()));
		left.inodes.replaceAll((number, inode) -> inode.crashed(contents.getOrDefault(number, inode.durable())));
		return left;
	}

	private static Set<Integer> withRoot(Collection<Integer> inodes) {
		Set<Integer> all = new HashSet<>(inodes);
		all.add(Disk.ROOT);
		return all;
	}

}
