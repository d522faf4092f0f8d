package io.safeconfig.store;

/** What a commit does to one file. */
public sealed interface FileChange {

	/** The file gets new content; it is created if it is absent. */
	final class Write implements FileChange {

		private final byte[] content;

		/**
		 * Create a change.
		 * @param content the new content, not copied: nobody writes to it any more
		 */
		public Write(byte[] content) {
			this.content = content;
		}

		/**
		 * The new content, not copied: the caller must not write to it.
		 * @return the bytes
		 */
		public byte[] content() {
			return this.content;
		}

	}

	/** The file is removed. */
	record Remove() implements FileChange {
	}

}
