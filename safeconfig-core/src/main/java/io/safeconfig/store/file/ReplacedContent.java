package io.safeconfig.store.file;

import java.util.Arrays;

/**
 * The content that is written over in place. A crash may leave a part of it and a part of
 * the new one; with both at hand that can be told from what somebody else has saved
 * since. Immutable.
 */
final class ReplacedContent {

	/** No disk writes a part of a sector. */
	private static final int SECTOR = 512;

	private final byte[] old;

	ReplacedContent(byte[] old) {
		this.old = old.clone();
	}

	int length() {
		return this.old.length;
	}

	byte[] bytes() {
		return this.old.clone();
	}

	/**
	 * Whether a content is what an interrupted write may leave, also one that was
	 * interrupted again when it was repeated. A process that is killed leaves a beginning
	 * of the new content before what was there; a power failure leaves that, what was
	 * there, or nulls, of each sector for itself. What is longer than the new content
	 * goes last.
	 * @param content what is there
	 * @param next what was to be there
	 */
	boolean isInterrupted(byte[] content, byte[] next) {
		int longest = Math.max(this.old.length, next.length);
		if (content.length > longest || content.length < Math.min(this.old.length, next.length)) {
			return false;
		}
		byte[] before = Arrays.copyOf(this.old, longest);
		byte[] after = before.clone();
		System.arraycopy(next, 0, after, 0, next.length);
		for (int start = 0; start < content.length; start += SECTOR) {
			int end = Math.min(start + SECTOR, content.length);
			int mismatch = Arrays.mismatch(content, start, end, after, start, end);
			if (mismatch >= 0 && !isEqual(content, before, start + mismatch, end)
					&& !isNull(content, start + mismatch, end)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isEqual(byte[] content, byte[] other, int start, int end) {
		return Arrays.equals(content, start, end, other, start, end);
	}

	private static boolean isNull(byte[] content, int start, int end) {
		for (int i = start; i < end; i++) {
			if (content[i] != 0) {
				return false;
			}
		}
		return true;
	}

}
