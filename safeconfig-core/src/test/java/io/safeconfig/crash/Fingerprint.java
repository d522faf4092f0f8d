package io.safeconfig.crash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells disks apart by what matters: not by the numbers of inodes, by the times, by what
 * was drawn for a name, nor by the content of temps, which nobody reads. Two disks with
 * equal fingerprints behave alike.
 */
final class Fingerprint {

	private static final Pattern TEMP = Pattern.compile("[0-9a-f]{16}(?=\\.sctmp)");

	private static final Pattern NONCE = Pattern.compile("\\.([0-9a-f]{16})\\.(tmp|journal)");

	private final Disk disk;

	private final Map<Integer, TreeMap<String, Integer>> children = new HashMap<>();

	private final Map<Integer, Integer> numbers = new HashMap<>();

	private final List<String> nonces;

	private final StringBuilder text = new StringBuilder();

	private final boolean coarse;

	private Fingerprint(Disk disk, boolean coarse) {
		this.disk = disk;
		this.coarse = coarse;
		TreeSet<String> drawn = new TreeSet<>();
		disk.durable.keySet().forEach((slot) -> addNonce(slot, drawn));
		disk.pending.forEach((change) -> {
			addNonce(change.set(), drawn);
			addNonce(change.removed(), drawn);
		});
		this.nonces = new ArrayList<>(drawn);
		disk.durable.forEach((slot, inode) -> {
			if (!coarse || !slot.isAccessory()) {
				this.children.computeIfAbsent(slot.directory(), (key) -> new TreeMap<>())
					.put(canonical(slot.name(), inode), inode);
			}
		});
	}

	/**
	 * The fingerprint of a disk.
	 * @param depth how much of the accessories matters
	 */
	static String of(Disk disk, Depth depth) {
		Fingerprint fingerprint = new Fingerprint(disk, depth != Depth.EACH);
		fingerprint.directory(Disk.ROOT);
		disk.pending.forEach(fingerprint::pending);
		if (depth == Depth.PREFIX) {
			fingerprint.accessories(disk.durable);
			fingerprint.accessories(disk.current);
		}
		return fingerprint.text.toString();
	}

	private void accessories(Map<Slot, Integer> entries) {
		TreeSet<String> found = new TreeSet<>();
		entries.forEach((slot, inode) -> {
			if (slot.isOwnerRecord() && !slot.name().startsWith("probe")) {
				found.add(slot.name());
			}
			else if (slot.name().endsWith(".sctmp")) {
				found.add(TEMP.matcher(slot.name()).replaceFirst(""));
			}
		});
		this.text.append(found);
	}

	private static void addNonce(@Nullable Slot slot, TreeSet<String> drawn) {
		if (slot != null && slot.name().length() > 20) {
			Matcher matcher = NONCE.matcher(slot.name());
			if (matcher.find()) {
				drawn.add(matcher.group(1));
			}
		}
	}

	/**
	 * Nonces are drawn in ascending order here: their ranks stand for them. Any number of
	 * temps of a file is as good as one, since each is cleared away by itself.
	 */
	private String canonical(String name, int inode) {
		if (name.endsWith(".sctmp")) {
			return TEMP.matcher(name).replaceFirst(this.disk.inode(inode).directory() ? "directory" : "file");
		}
		if (name.length() > 20) {
			Matcher matcher = NONCE.matcher(name);
			if (matcher.find()) {
				return name.substring(0, matcher.start(1)) + this.nonces.indexOf(matcher.group(1))
						+ name.substring(matcher.end(1));
			}
		}
		return name;
	}

	private void directory(int directory) {
		this.text.append('{');
		TreeMap<String, Integer> entries = this.children.get(directory);
		if (entries != null) {
			entries.forEach((name, inode) -> {
				this.text.append(name).append('=');
				inode(new Slot(directory, name), inode);
			});
		}
		this.text.append('}');
	}

	private void inode(Slot slot, int inode) {
		boolean known = this.numbers.containsKey(inode);
		int number = this.numbers.computeIfAbsent(inode, (key) -> this.numbers.size());
		this.text.append(number);
		Inode found = this.disk.inode(inode);
		if (!known && found.directory()) {
			directory(inode);
		}
		else if (slot.isOwnerRecord()) {
			this.text.append(isWhole(found.content()) ? "whole" : "cut off").append(found.written().size());
		}
		else if (!known && !(slot.isTemp() && this.disk.pending.isEmpty())) {
			content(found);
		}
		this.text.append(';');
	}

	private static boolean isWhole(byte[] record) {
		return new String(record, StandardCharsets.UTF_8).endsWith("\nend\n");
	}

	private void content(Inode inode) {
		this.text.append(':').append(new String(inode.durable(), StandardCharsets.ISO_8859_1));
		for (byte[] written : inode.written()) {
			this.text.append('|').append(new String(written, StandardCharsets.ISO_8859_1));
		}
	}

	private void pending(Change change) {
		if (this.coarse && change.isAccessory()) {
			return;
		}
		this.text.append('+');
		if (change.removed() != null) {
			slot(change.removed(), change.isRename() ? change.inode() : formerly(change.removed()));
		}
		if (change.set() != null) {
			this.text.append('>');
			slot(change.set(), change.inode());
			inode(change.set(), change.inode());
		}
	}

	private void slot(Slot slot, int inode) {
		int directory = this.numbers.computeIfAbsent(slot.directory(), (key) -> this.numbers.size());
		this.text.append(directory).append('/').append(canonical(slot.name(), inode));
	}

	/** What an entry leads to before it is removed. */
	private int formerly(Slot slot) {
		int inode = this.disk.durable.getOrDefault(slot, Disk.ROOT);
		for (Change change : this.disk.pending) {
			inode = slot.equals(change.set()) ? change.inode() : inode;
		}
		return inode;
	}

}
