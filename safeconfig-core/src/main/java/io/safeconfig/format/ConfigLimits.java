package io.safeconfig.format;

/**
 * What content may demand of whoever reads it. Checked before a parser runs, or while it
 * runs and before it has built anything that large.
 *
 * @param bytes the size, byte order mark included
 * @param numberLength how many characters a number may have
 */
public record ConfigLimits(int bytes, int numberLength) {

	/** 10 MiB, and 1,000 characters a number. */
	public static final ConfigLimits DEFAULTS = new ConfigLimits(10 * 1024 * 1024, 1000);

	/**
	 * Refuses limits that nothing could keep.
	 * @throws IllegalArgumentException if one is not positive
	 */
	public ConfigLimits {
		requirePositive(bytes, "bytes");
		requirePositive(numberLength, "numberLength");
	}

	private static void requirePositive(int value, String name) {
		if (value <= 0) {
			throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
		}
	}

	/**
	 * Returns the same limits with another size.
	 * @param bytes the size
	 * @return new limits
	 */
	public ConfigLimits withBytes(int bytes) {
		return new ConfigLimits(bytes, this.numberLength);
	}

}
