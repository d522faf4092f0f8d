package io.safeconfig.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.nio.ByteBuffer;

/**
 * A file or a directory, whatever its name. Immutable. The attributes of a file are taken
 * to be durable at once: nothing here depends on them.
 *
 * @param directory whether it is a directory
 * @param mode the permission bits
 * @param durable the content that a power failure cannot take away
 * @param written everything that the content has been since, the present content last
 * @param modified the time of the last change of the content, by the logical clock
 * @param changed the time of the last change of anything
 */
record Inode(boolean directory, int mode, byte[] durable, List<byte[]> written, long modified, long changed) {

	private static final int SECTOR = 512;

	static Inode ofDirectory(int mode, long now) {
		return new Inode(true, mode, new byte[0], List.of(), now, now);
	}

	static Inode ofFile(int mode, long now) {
		return new Inode(false, mode, new byte[0], List.of(), now, now);
	}

	byte[] content() {
		return this.written.isEmpty() ? this.durable : this.written.get(this.written.size() - 1);
	}

	Inode write(byte[] content, long now) {
		List<byte[]> all = new ArrayList<>(this.written);
		all.add(content);
		return new Inode(false, this.mode, this.durable, List.copyOf(all), now, now);
	}

	Inode force() {
		return crashed(content());
	}

	Inode crashed(byte[] left) {
		return new Inode(this.directory, this.mode, left, List.of(), this.modified, this.changed);
	}

	Inode touch(int newMode, long now) {
		return new Inode(this.directory, newMode, this.durable, this.written, this.modified, now);
	}

	Inode modified(long time, long now) {
		return new Inode(this.directory, this.mode, this.durable, this.written, time, now);
	}

	/**
	 * What a power failure may leave of a file that was not forced. The size of a file
	 * and its blocks reach the disk independently, in any order: it may be what it was,
	 * anything that it has been since, empty or cut off, zeros where no block has been
	 * written yet, or partly new and partly old.
	 */
	List<byte[]> afterCrash() {
		Map<ByteBuffer, byte[]> possible = new LinkedHashMap<>();
		add(possible, this.durable);
		this.written.forEach((one) -> add(possible, one));
		byte[] last = content();
		if (!this.written.isEmpty() && this.durable.length > 0) {
			addOverwritten(possible);
		}
		else if (!this.written.isEmpty()) {
			int half = last.length / 2;
			byte[] torn = new byte[last.length];
			add(possible, torn);
			add(possible, new byte[0]);
			add(possible, Arrays.copyOf(last, half));
			add(possible, Arrays.copyOf(Arrays.copyOf(last, half), last.length));
			byte[] mixed = Arrays.copyOf(this.durable, last.length);
			System.arraycopy(last, half, mixed, half, last.length - half);
			add(possible, mixed);
		}
		return List.copyOf(possible.values());
	}

	/**
	 * Of content that is written over in place there are blocks already, and the size is
	 * never less than the lesser one. No disk writes a part of a sector.
	 */
	private void addOverwritten(Map<ByteBuffer, byte[]> possible) {
		byte[] last = content();
		byte[] mixed = Arrays.copyOf(this.durable, last.length);
		add(possible, mixed.clone());
		if (last.length > SECTOR) {
			System.arraycopy(last, SECTOR, mixed, SECTOR, last.length - SECTOR);
			add(possible, mixed);
		}
		add(possible, Arrays.copyOf(this.durable, Math.max(this.durable.length, last.length)));
		add(possible, new byte[last.length]);
	}

	private static void add(Map<ByteBuffer, byte[]> possible, byte[] content) {
		possible.putIfAbsent(ByteBuffer.wrap(content), content);
	}

}
