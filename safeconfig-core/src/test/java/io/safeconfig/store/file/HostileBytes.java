package io.safeconfig.store.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes that nobody expects, the same ones in each run. */
final class HostileBytes {

	/** What forges, hides or floods the lines of a log. */
	static final List<String> TEXTS = List.of("\u001b[2J\u001b[31m", "\r", "\u0000", "\u0085", "\u2028", "\u202e",
			"\u0007".repeat(50), "x".repeat(5_000), "{}", "${jndi:ldap://x/y}", "%s%n", "../../..", "");

	private final Random random;

	HostileBytes(long seed) {
		this.random = new Random(seed);
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	<T> T anyOf(List<T> values) {
		return values.get(below(values.size()));
	}

	byte[] garbage(int longest) {
		byte[] bytes = new byte[below(longest + 1)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	/** Cut off, with bits turned, longer, or with a part of it twice. */
	byte[] mutated(byte[] real) {
		byte[] bytes = switch (below(4)) {
			case 0 -> Arrays.copyOf(real, below(real.length));
			case 1 -> Arrays.copyOf(real, real.length + 1 + below(100));
			case 2 -> twice(real, below(real.length));
			default -> real.clone();
		};
		boolean whole = Arrays.equals(bytes, real);
		for (int i = whole ? 1 : below(2); i > 0 && bytes.length > 0; i--) {
			bytes[below(bytes.length)] ^= (byte) (1 << below(8));
		}
		return bytes;
	}

	private static byte[] twice(byte[] real, int from) {
		byte[] bytes = Arrays.copyOf(real, 2 * real.length - from);
		System.arraycopy(real, from, bytes, real.length, real.length - from);
		return bytes;
	}

	/** A text of lines or words with another value behind one of its keys. */
	byte[] withHostileValue(byte[] real, List<String> keys) {
		String text = new String(real, StandardCharsets.UTF_8);
		String key = anyOf(keys) + "=";
		int from = text.indexOf(key);
		if (from < 0) {
			return mutated(real);
		}
		int to = from;
		while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != ' ') {
			to++;
		}
		return (text.substring(0, from) + key + anyOf(TEXTS) + text.substring(to)).getBytes(StandardCharsets.UTF_8);
	}

}
