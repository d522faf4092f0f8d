package io.safeconfig.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose new files are, and whether they can be given to others.
 *
 * @param uid the number of the user to whom the files belong that this process creates;
 * {@link #UNKNOWN} where the system does not tell
 * @param canGive whether the process may give files away and use them after that
 */
record Credentials(int uid, boolean canGive) {

	static final int UNKNOWN = -1;

	/** Of this process, which a JVM does not change. */
	static final Credentials CURRENT = current();

	/** CAP_CHOWN and CAP_DAC_OVERRIDE, capabilities(7). */
	private static final long NEEDED = 0b11;

	private static Credentials current() {
		try {
			return parse(Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1));
		}
		catch (IOException | RuntimeException ex) {
			// another platform, or an unusual /proc
			boolean root = "root".equals(System.getProperty("user.name"));
			return new Credentials(root ? 0 : UNKNOWN, root);
		}
	}

	/** By the lines "Uid", whose last number is that for files, and "CapEff", proc(5). */
	static Credentials parse(List<String> status) {
		String[] uids = value(status, "Uid:").split("\\s+", -1);
		long capabilities = Long.parseUnsignedLong(value(status, "CapEff:"), 16);
		return new Credentials(Integer.parseInt(uids[uids.length - 1]), (capabilities & NEEDED) == NEEDED);
	}

	private static String value(List<String> status, String key) {
		return status.stream()
			.filter((line) -> line.startsWith(key))
			.map((line) -> line.substring(key.length()).trim())
			.findFirst()
			.orElseThrow();
	}

}
