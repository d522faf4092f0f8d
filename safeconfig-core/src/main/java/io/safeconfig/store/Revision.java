package io.safeconfig.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which content a stored file has, or that there is no file. Equal revisions of a file
 * mean equal content, because a revision is a strong hash of it: it survives restarts and
 * covers changes that went past the store.
 *
 * @param value the SHA-256 of the content in lower-case hexadecimal; empty for
 * {@link #ABSENT} alone
 */
public record Revision(String value) {

	/** There is no file. */
	public static final Revision ABSENT = new Revision("");

	/**
	 * The revision of some content.
	 * @param content the content
	 * @return its revision
	 */
	public static Revision of(byte[] content) {
		try {
			return new Revision(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Whether this stands for "no file".
	 * @return {@code true} for {@link #ABSENT}
	 */
	public boolean isAbsent() {
		return this.value.isEmpty();
	}

}
