package io.safeconfig.os;

import org.jspecify.annotations.Nullable;

/**
 * What a file is, whatever its path: two paths with the same identity are one file.
 *
 * @param device the number of the device; 0 where the platform has none
 * @param inode the number of the file on its device, or a substitute
 * @param substitute {@code null} with device and inode; else what stands in for them
 */
public record FileIdentity(long device, long inode, @Nullable String substitute) {

	private static final long MINOR_LOW = 0xff;

	private static final long MAJOR_LOW = 0xfff;

	/**
	 * The identity of a file on a platform with inode numbers.
	 * @param device {@code st_dev}
	 * @param inode {@code st_ino}
	 * @return the identity
	 */
	public static FileIdentity of(long device, long inode) {
		return new FileIdentity(device, inode, null);
	}

	/**
	 * The identity of a file where there are no inode numbers.
	 * @param substitute what tells the file from one that replaced it, with its path
	 * @return the identity
	 */
	public static FileIdentity ofSubstitute(String substitute) {
		return new FileIdentity(0, 0, substitute);
	}

	/**
	 * The device as Linux prints it in {@code /proc/locks}: major and minor number in
	 * hexadecimal (proc(5)).
	 * @return for example {@code fe:00}
	 */
	String deviceInKernelNotation() {
		// glibc's encoding of dev_t, makedev(3)
		long major = ((this.device >>> 8) & MAJOR_LOW) | ((this.device >>> 32) & ~MAJOR_LOW);
		long minor = (this.device & MINOR_LOW) | ((this.device >>> 12) & 0xffffff00L);
		return String.format("%02x:%02x", major, minor);
	}

	/**
	 * A line that is equal for equal identities.
	 * @return device and inode, or the substitute
	 */
	@Override
	public String toString() {
		return (this.substitute != null) ? this.substitute : this.device + ":" + this.inode;
	}

}
