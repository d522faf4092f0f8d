package io.safeconfig.store.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What an agreement says: the line {@code safeconfig-locking 1}, a line that tells how
 * the files are locked, and any number of lines {@code key=value}, of which a reader
 * passes over those that it does not know.
 *
 * @param locking how the files are locked
 * @param more the lines that follow, in their order
 */
record AgreementText(String locking, List<String> more) {

	/** Bytes; what is longer is no agreement. */
	static final int MAX_SIZE = 4096;

	private static final String FIRST_LINE = "safeconfig-locking 1\n";

	private static final Pattern LOCKING = Pattern.compile("[\\x20-\\x7e]{1,200}");

	private static final Pattern CUT_OFF = Pattern.compile("[\\x20-\\x7e]{0,200}");

	private static final Pattern ZEROS = Pattern.compile("\\x00+[\\n\\x20-\\x7e]*\\x00*");

	private static final Pattern MORE = Pattern.compile("[a-z-]+=[\\x20-\\x7e]*");

	AgreementText(String locking) {
		this(locking, List.of());
	}

	byte[] toBytes() {
		StringBuilder text = new StringBuilder(FIRST_LINE).append(this.locking).append('\n');
		this.more.forEach((line) -> text.append(line).append('\n'));
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	/** {@code null} if it is not a whole one of this version. */
	static @Nullable AgreementText parse(byte[] content) {
		String text = text(content);
		int end = text.indexOf('\n', FIRST_LINE.length());
		if (content.length > MAX_SIZE || !text.startsWith(FIRST_LINE) || end < 0) {
			return null;
		}
		String locking = text.substring(FIRST_LINE.length(), end);
		return LOCKING.matcher(locking).matches() ? new AgreementText(locking,
				text.substring(end + 1).lines().filter((line) -> MORE.matcher(line).matches()).toList()) : null;
	}

	/**
	 * Whether it is what a power failure leaves of a file that was not forced to disk: no
	 * bytes, or some of them, and zeros in the place of the others.
	 */
	static boolean isTorn(byte[] content) {
		String text = text(content);
		if (text.startsWith("\0")) {
			return ZEROS.matcher(text).matches();
		}
		String rest = text.replaceFirst("\0+$", "");
		return FIRST_LINE.startsWith(rest)
				|| (rest.startsWith(FIRST_LINE) && CUT_OFF.matcher(rest.substring(FIRST_LINE.length())).matches());
	}

	private static String text(byte[] content) {
		return new String(content, StandardCharsets.ISO_8859_1);
	}

}
