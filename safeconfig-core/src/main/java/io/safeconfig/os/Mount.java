package io.safeconfig.os;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code /proc/self/mountinfo}, proc(5).
 *
 * @param id names the mount
 * @param parent the mount that it is mounted on
 * @param device major and minor number of the file system
 * @param root the path within the file system of what is mounted
 * @param point where it is mounted, as this process sees it
 */
record Mount(String id, String parent, String device, String root, String point) {

	private static final int FIELDS = 5;

	/** {@code null} for a line that says too little. */
	static @Nullable Mount parse(String line) {
		String[] fields = line.split(" ", -1);
		return (fields.length < FIELDS) ? null
				: new Mount(fields[0], fields[1], fields[2], unescaped(fields[3]), unescaped(fields[4]));
	}

	/** Blank, tab, line feed and backslash are written as three octal digits. */
	private static String unescaped(String text) {
		return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
	}

	/**
	 * Whether a path is at the mount point or below it, as text: not every name of a
	 * directory can be told in every locale.
	 */
	boolean isAbove(String file) {
		return file.startsWith(this.point.endsWith("/") ? this.point : this.point + "/") || file.equals(this.point);
	}

	/**
	 * The path within the file system of something that is seen through this mount. The
	 * table may have changed while it was read, so the paths need not fit.
	 */
	String within(String path) {
		boolean fits = path.startsWith(this.point) && !this.point.equals("/");
		String relative = fits ? path.substring(this.point.length()) : path;
		if (relative.isEmpty() || relative.equals("/")) {
			return this.root;
		}
		return this.root.equals("/") ? relative : this.root + relative;
	}

}
