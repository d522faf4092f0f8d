package io.safeconfig.store.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import io.safeconfig.store.Revision;

/**
 * How journals are called: {@code <first file>.<nonce>.journal}, with the canonical name
 * of the first of their files in the global order. Whoever holds the lock of that file
 * knows that the maker of the journal is gone, whatever the journal itself looks like.
 */
final class JournalNames {

	/** What is written and not committed yet. */
	static final String INTENT = ".tmp";

	static final String COMMITTED = ".journal";

	static final String QUARANTINED = ".quarantined";

	private static final int NONCE = 16;

	/** Leaves room for nonce and suffix within the 255 bytes of common file systems. */
	private static final int LONGEST_NAME = 200;

	private JournalNames() {
	}

	static String of(String firstFile, String nonce, String suffix) {
		return encode(firstFile) + "." + nonce + suffix;
	}

	/** Nobody else's: what nobody here removes would keep readers from trusting. */
	static boolean isIntent(Path file) {
		return file.getFileName().toString().endsWith(INTENT) && isOurs(file);
	}

	static boolean isCommitted(Path file) {
		return file.getFileName().toString().endsWith(COMMITTED);
	}

	static boolean isQuarantined(Path file) {
		return file.getFileName().toString().endsWith(QUARANTINED);
	}

	/**
	 * Whether a name is made of nothing but what names of journals are made of. Others
	 * are nobody's journals, and could forge a line of a log.
	 */
	static boolean isWellSpelled(Path file) {
		return file.getFileName().toString().chars().allMatch((unit) -> unit > ' ' && unit <= '~');
	}

	/** Whether a file is called as the journals that are made here. */
	static boolean isOurs(Path file) {
		return encodedFirst(file).isPresent();
	}

	/** Whether the first file of a journal has this canonical name. */
	static boolean isFirst(Path file, String canonicalName) {
		return encodedFirst(file).filter(encode(canonicalName)::equals).isPresent();
	}

	/**
	 * The canonical name of the first file; empty if the name does not tell.
	 */
	static Optional<String> first(Path file) {
		return encodedFirst(file).map(JournalNames::decode).filter((name) -> isFirst(file, name));
	}

	private static Optional<String> encodedFirst(Path file) {
		String name = file.getFileName().toString();
		int suffix = name.lastIndexOf('.');
		int end = suffix - NONCE - 1;
		return (end > 0 && name.charAt(end) == '.') ? Optional.of(name.substring(0, end)) : Optional.empty();
	}

	/** Reversible, unless the name is too long: then it is a hash behind a {@code =}. */
	private static String encode(String name) {
		StringBuilder encoded = new StringBuilder();
		for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
			if (isPlain(unit)) {
				encoded.append((char) unit);
			}
			else {
				encoded.append(String.format("%%%02X", unit & 0xFF));
			}
		}
		return (encoded.length() <= LONGEST_NAME) ? encoded.toString()
				: "=" + Revision.of(name.getBytes(StandardCharsets.UTF_8)).value();
	}

	private static boolean isPlain(byte unit) {
		return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9')
				|| unit == '-' || unit == '_' || unit == '.';
	}

	/** Of no account unless encoding the result leads back. */
	private static String decode(String encoded) {
		byte[] bytes = new byte[encoded.length()];
		int length = 0;
		for (int i = 0; i < encoded.length(); i++) {
			if (encoded.charAt(i) == '%' && i + 2 < encoded.length()) {
				bytes[length++] = (byte) (Character.digit(encoded.charAt(i + 1), 16) * 16
						+ Character.digit(encoded.charAt(i + 2), 16));
				i += 2;
			}
			else {
				bytes[length++] = (byte) encoded.charAt(i);
			}
		}
		return new String(bytes, 0, length, StandardCharsets.UTF_8);
	}

}
