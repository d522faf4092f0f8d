package io.safeconfig.format;

/**
 * What content may demand of whoever reads it. Checked before a parser runs, or while it
 * runs and before it has built anything that large.
 *
 * @param bytes the size, byte order mark included
 * @param depth how deep mappings and sequences may lie in each other, at most
 * {@value #MOST_LEVELS}
 * @param aliases how many aliases a file may have that do not lead to a mere scalar
 * @param numberLength how many characters a number may have
 */
public record ConfigLimits(int bytes, int depth, int aliases, int numberLength) {

	/**
	 * Trees are walked by calls, and read by calls in some libraries, so that no limit
	 * may be higher than the stack of a thread.
	 */
	private static final int MOST_LEVELS = 128;

	/** 10 MiB, 50 levels, 50 aliases, 1,000 characters a number. */
	public static final ConfigLimits DEFAULTS = new ConfigLimits(10 * 1024 * 1024, 50, 50, 1000);

	/**
	 * Refuses limits that nothing could keep.
	 * @throws IllegalArgumentException if one but that of aliases is not positive, or
	 * that one is negative, or if the depth is more than {@value #MOST_LEVELS}
	 */
	public ConfigLimits {
		requireAtLeast(1, bytes, "bytes");
		requireAtLeast(1, depth, "depth");
		if (depth > MOST_LEVELS) {
			throw new IllegalArgumentException("depth must be at most " + MOST_LEVELS + " but is " + depth);
		}
		requireAtLeast(0, aliases, "aliases");
		requireAtLeast(1, numberLength, "numberLength");
	}

	private static void requireAtLeast(int least, int value, String name) {
		if (value < least) {
			throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
		}
	}

	/**
	 * Returns the same limits with another size.
	 * @param bytes the size
	 * @return new limits
	 */
	public ConfigLimits withBytes(int bytes) {
		return new ConfigLimits(bytes, this.depth, this.aliases, this.numberLength);
	}

}
