package io.safeconfig.os;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Mounts as the kernel knows them: each lies on a directory entry of another one. A
 * directory entry is named by its file system and its path in there, whichever of the
 * mounts of that file system it is reached by.
 */
final class MountTree {

	private final Map<String, Mount> byId = new HashMap<>();

	/** By the id of the parent and the path, the last one of several. */
	private final Map<Place, Mount> mounted = new HashMap<>();

	/** The directory entries that something is mounted on. */
	private final Set<Place> entries = new HashSet<>();

	private @Nullable Mount root;

	MountTree(List<Mount> mounts) {
		mounts.forEach((mount) -> this.byId.put(mount.id(), mount));
		for (Mount mount : mounts) {
			Mount parent = parent(mount);
			if (parent != null) {
				this.mounted.put(new Place(parent.id(), mount.point()), mount);
				this.entries.add(new Place(parent.device(), parent.within(mount.point())));
			}
			else if (mount.point().equals("/")) {
				this.root = mount;
			}
		}
	}

	private @Nullable Mount parent(Mount mount) {
		return mount.parent().equals(mount.id()) ? null : this.byId.get(mount.parent());
	}

	/**
	 * Something within something.
	 *
	 * @param of a mount or a file system
	 * @param path the path in there
	 */
	private record Place(String of, String path) {
	}

	/** Whether the kernel neither removes nor replaces the last part of a path. */
	boolean isMountPoint(String path) {
		Mount at = this.root;
		if (at == null) { // of a changed root(2): the paths are all there is
			return this.byId.values().stream().anyMatch((mount) -> mount.point().equals(path));
		}
		if (path.equals("/")) {
			return true;
		}
		at = top(at, "/");
		for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
			at = top(at, path.substring(0, end));
		}
		return this.entries.contains(new Place(at.device(), at.within(path)));
	}

	/** What is seen at a path of a mount: what is mounted there, and what on that. */
	private Mount top(Mount below, String path) {
		Mount at = below;
		for (Mount next = below; next != null; next = this.mounted.get(new Place(at.id(), path))) {
			at = next;
		}
		return at;
	}

}
