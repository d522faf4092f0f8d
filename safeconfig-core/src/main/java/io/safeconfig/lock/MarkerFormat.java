package io.safeconfig.lock;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.safeconfig.os.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The content of a marker: who holds a lock. Three lines, as {@code SoftFileLock} of
 * Python's {@code filelock} writes them: the PID, the host, and when the process started.
 * That library removes a marker of its own host whose PID it does not see, though the
 * process may live in another PID namespace, and any that it cannot parse. So the host is
 * followed by the rest of the record in the same line: a marker that it can read, of a
 * host that is never its own.
 */
final class MarkerFormat {

	/** What {@code filelock} reads of a marker; it takes a longer one for broken. */
	static final int MAX_SIZE = 1024;

	private static final String HEADER = "safeconfig-marker/1";

	private static final int MAX_VALUE = 60;

	private static final Pattern LINES = Pattern.compile("(\\d{1,10})\n([^\n]{1,900})\n(?:(\\d{1,20})\n?)?");

	/** It becomes a part of the names of files. */
	private static final Pattern NONCE = Pattern.compile("[0-9a-f]{16}");

	private static final Pattern SECOND_PROTOCOL = Pattern
		.compile("filelock/2\n(?:[^\n]*\n)*?pid=(\\d{1,10})\n(?:[^\n]*\n)*?host=([^\n]{1,255})\n(?:[^\n]*\n?)*");

	private MarkerFormat() {
	}

	static byte[] toBytes(OwnerRecord owner) {
		ProcessIdentity process = owner.process();
		StringBuilder text = new StringBuilder().append(process.pid()).append('\n');
		text.append(spelled(process).host()).append(' ').append(HEADER);
		append(text, "boot", process.bootId());
		append(text, "pidns", process.pidNamespace());
		append(text, "timens", process.timeNamespace());
		append(text, "nonce", owner.nonce());
		append(text, "application", owner.application());
		append(text, "thread", owner.thread());
		append(text, "operation", owner.operation());
		append(text, "since", owner.since().toString());
		text.append('\n');
		if (process.startTicks() != null) {
			text.append(process.startTicks()).append('\n');
		}
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static void append(StringBuilder text, String key, @Nullable String value) {
		if (value != null) {
			text.append(' ').append(key).append('=');
			text.append(URLEncoder.encode(shortened(value), StandardCharsets.UTF_8));
		}
	}

	/** A process as it reads back from a marker, where a host has no blanks. */
	static ProcessIdentity spelled(ProcessIdentity process) {
		String host = shortened(process.host()).replace(' ', '_');
		return new ProcessIdentity(host.isEmpty() ? "_" : host, process.bootId(), process.pidNamespace(), process.pid(),
				process.startTicks(), process.timeNamespace());
	}

	private static String shortened(String value) {
		return value.codePoints()
			.limit(MAX_VALUE)
			.map((point) -> (point >= ' ' && point <= '~') ? point : '?')
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Read a marker, whoever wrote it.
	 * @param modified when it was written, for one that does not tell
	 * @return who holds the lock, with an empty nonce if it is not one of ours, and
	 * nothing in it that could forge a line of a log; empty if the bytes do not tell
	 */
	static Optional<OwnerRecord> parse(byte[] bytes, Instant modified) {
		if (bytes.length > MAX_SIZE) {
			return Optional.empty();
		}
		String text = new String(bytes, StandardCharsets.UTF_8);
		try {
			Matcher lines = LINES.matcher(text);
			if (lines.matches()) {
				return Optional.of(fromLines(Long.parseLong(lines.group(1)), lines.group(2), lines.group(3), modified));
			}
			Matcher second = SECOND_PROTOCOL.matcher(text);
			return second.matches()
					? Optional.of(foreign(Long.parseLong(second.group(1)), second.group(2), null, modified))
					: Optional.empty();
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static OwnerRecord fromLines(long pid, String second, @Nullable String start, Instant modified) {
		String[] parts = second.split(" ", -1);
		if (parts.length < 2 || !parts[1].equals(HEADER)) {
			return foreign(pid, second, start, modified);
		}
		Map<String, String> values = new HashMap<>();
		for (int i = 2; i < parts.length; i++) {
			int separator = parts[i].indexOf('=');
			if (separator > 0) {
				String value = URLDecoder.decode(parts[i].substring(separator + 1), StandardCharsets.UTF_8);
				values.put(parts[i].substring(0, separator), shortened(value));
			}
		}
		ProcessIdentity process = new ProcessIdentity(shortened(parts[0]), values.get("boot"), values.get("pidns"), pid,
				start, values.get("timens"));
		String nonce = values.getOrDefault("nonce", "");
		return new OwnerRecord(process, NONCE.matcher(nonce).matches() ? nonce : "", values.get("application"),
				values.getOrDefault("thread", ""), values.getOrDefault("operation", ""),
				values.containsKey("since") ? Instant.parse(values.get("since")) : modified);
	}

	/** Of a program that does not say enough of itself for anybody to prove its end. */
	private static OwnerRecord foreign(long pid, String host, @Nullable String start, Instant modified) {
		return new OwnerRecord(new ProcessIdentity(shortened(host), null, null, pid, start, null), "", null, "", "",
				modified);
	}

}
