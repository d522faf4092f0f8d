package io.safeconfig.crash;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.safeconfig.os.LockChannel;

/**
 * File operations on a {@link Disk}, for one process. After each change that anybody can
 * see the observer gets the disk. Thread-safe: whoever works with it waits for the
 * others.
 */
final class ModelFiles extends ModelReading {

	private final Profile profile;

	private final Mutant mutant;

	private final Observer observer;

	private final Map<Integer, ModelLock> locks = new HashMap<>();

	ModelFiles(Disk disk, Profile profile, Mutant mutant, Observer observer) {
		super(disk);
		this.profile = profile;
		this.mutant = mutant;
		this.observer = observer;
	}

	/** Sees every state that others can see. */
	@FunctionalInterface
	interface Observer {

		void changed(String operation, Disk disk);

	}

	private void changed(String operation, Path path) {
		this.observer.changed(operation + " " + path.getFileName(), disk());
	}

	private int create(String operation, Path path, Inode inode) throws IOException {
		if (find(path) != null) {
			throw new FileAlreadyExistsException(path.toString());
		}
		Slot slot = slot(path);
		int number = disk().add(inode);
		disk().change(Change.creation(slot, number));
		changed(operation, path);
		return number;
	}

	@Override
	public synchronized void createFile(Path path) throws IOException {
		create("create", path, Inode.ofFile(0644, disk().tick()));
	}

	@Override
	public synchronized void createPrivateFile(Path path) throws IOException {
		create("create", path, Inode.ofFile(0600, disk().tick()));
	}

	@Override
	public synchronized void createDirectory(Path path) throws IOException {
		create("mkdir", path, Inode.ofDirectory(0755, disk().tick()));
	}

	@Override
	public synchronized void createPrivateDirectory(Path path) throws IOException {
		create("mkdir", path, Inode.ofDirectory(0700, disk().tick()));
	}

	@Override
	public synchronized void copyWithAttributes(Path source, Path copy) throws IOException {
		Inode original = disk().inode(require(source));
		int number = create("create", copy, Inode.ofFile(original.mode(), disk().tick()));
		write(copy, number, original.content());
	}

	@Override
	public synchronized void setAccess(Path path, int gid, int permissions) throws IOException {
		int number = require(path);
		disk().inodes.put(number, disk().inode(number).touch(permissions, disk().tick()));
	}

	@Override
	public void setOwner(Path path, int uid, int gid) {
		throw new UnsupportedOperationException("everything belongs to one user in the model");
	}

	@Override
	public synchronized void touch(Path path) throws IOException {
		setAccess(path, 0, disk().inode(require(path)).mode());
	}

	/** Not at once: a process may be killed between two blocks. */
	@Override
	public synchronized void overwrite(Path path, byte[] content) throws IOException {
		int number = require(path);
		byte[] old = disk().inode(number).content();
		int half = content.length / 2;
		for (int length : new int[] { half, content.length }) {
			byte[] partly = Arrays.copyOf(old, Math.max(old.length, length));
			System.arraycopy(content, 0, partly, 0, length);
			write(path, number, partly);
		}
		if (old.length > content.length) {
			write(path, number, content.clone());
		}
	}

	private void write(Path path, int number, byte[] content) {
		disk().inodes.put(number, disk().inode(number).write(content, disk().tick()));
		changed("write", path);
	}

	@Override
	public synchronized void force(Path file) throws IOException {
		int number = require(file);
		if (!this.mutant.ignores("force", file, this)) {
			disk().force(number);
		}
	}

	@Override
	public synchronized void forceDirectory(Path directory) throws IOException {
		int number = require(directory);
		if (!this.mutant.ignores("forceDirectory", directory, this)) {
			disk().forceDirectory(number, this.profile);
		}
	}

	@Override
	public synchronized void rename(Path source, Path target) throws IOException {
		if (isFinal(target) && this.mutant.ignores("replace", target, this)) {
			if (find(target) == null) {
				createFile(target);
			}
			overwrite(target, read(source, Integer.MAX_VALUE));
			delete(source);
			return;
		}
		int number = require(source);
		Slot from = slot(source);
		disk().change(new Change(slot(target), number, from));
		disk().inodes.put(number, disk().inode(number).touch(disk().inode(number).mode(), disk().tick()));
		changed("rename to", target);
	}

	private static boolean isFinal(Path path) {
		return !path.toString().endsWith(".sctmp");
	}

	@Override
	public synchronized boolean delete(Path path) throws IOException {
		Integer number = find(path);
		if (number == null) {
			return false;
		}
		if (this.mutant.ignores("delete", path, this)) {
			return true;
		}
		if (disk().inode(number).directory() && !list(path).isEmpty()) {
			throw new DirectoryNotEmptyException(path.toString());
		}
		disk().tick();
		disk().change(Change.removal(slot(path)));
		changed("delete", path);
		return true;
	}

	@Override
	public synchronized LockChannel createLock(Path path) throws IOException {
		return new ModelLock(this.locks, create("create", path, Inode.ofFile(0600, disk().tick())));
	}

	@Override
	public synchronized LockChannel openLock(Path path) throws IOException {
		return new ModelLock(this.locks, require(path));
	}

	@Override
	public LockChannel openFlock(Path path) {
		throw new UnsupportedOperationException("the model has no flock");
	}

	@Override
	public synchronized void link(Path file, Path name) throws IOException {
		int number = require(file);
		if (find(name) != null) {
			throw new FileAlreadyExistsException(name.toString());
		}
		disk().change(Change.creation(slot(name), number));
		changed("link to", name);
	}

	/**
	 * For files whose names say so. Two entries of one directory change at once, and yet
	 * either may reach the disk without the other.
	 */
	@Override
	public synchronized boolean exchange(Path source, Path target) throws IOException {
		if (!target.getFileName().toString().contains(Scenario.EXCHANGED)) {
			return false;
		}
		int first = require(source);
		int second = require(target);
		disk().change(Change.creation(slot(target), first));
		disk().change(Change.creation(slot(source), second));
		for (int number : new int[] { first, second }) {
			disk().inodes.put(number, disk().inode(number).touch(disk().inode(number).mode(), disk().tick()));
		}
		changed("exchange with", target);
		return true;
	}

	@Override
	public synchronized void setModified(Path path, Instant time) throws IOException {
		int number = require(path);
		disk().inodes.put(number, disk().inode(number).modified(time.toEpochMilli(), disk().tick()));
	}

}
