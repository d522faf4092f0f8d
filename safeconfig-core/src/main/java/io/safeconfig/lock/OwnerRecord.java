package io.safeconfig.lock;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.safeconfig.LockOwner;
import io.safeconfig.os.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock, in a file beside the lock file for everybody to read. Lines of
 * {@code key=value} in UTF-8 between a first line with the version of this format and the
 * line {@code end}, which a record that was cut off does not have. It tells people who
 * holds the lock, and gives it to nobody.
 *
 * @param process the process
 * @param nonce differs for each time that a lock is taken
 * @param application the name of the application, or {@code null}
 * @param thread the name of the thread
 * @param operation what it does
 * @param since when it took the lock, by its wall clock
 * @param left whether the holder has given the lock back and left this on purpose, for
 * the next one to clear up
 */
record OwnerRecord(ProcessIdentity process, String nonce, @Nullable String application, String thread, String operation,
		Instant since, boolean left) {

	/** Longer files are not owner records. */
	static final int MAX_SIZE = 4096;

	private static final String HEADER = "safeconfig-owner 1";

	private static final String END = "end";

	private static final int MAX_VALUE = 200;

	private static final String STATE = "state";

	private static final String LEFT = "left";

	OwnerRecord(ProcessIdentity process, String nonce, @Nullable String application, String thread, String operation,
			Instant since) {
		this(process, nonce, application, thread, operation, since, false);
	}

	/** The same after the lock was given back. */
	OwnerRecord asLeft() {
		return new OwnerRecord(this.process, this.nonce, this.application, this.thread, this.operation, this.since,
				true);
	}

	byte[] toBytes() {
		StringBuilder text = new StringBuilder(HEADER).append('\n');
		append(text, "host", this.process.host());
		append(text, "boot", this.process.bootId());
		append(text, "pidns", this.process.pidNamespace());
		append(text, "pid", Long.toString(this.process.pid()));
		append(text, "start", this.process.startTicks());
		append(text, "timens", this.process.timeNamespace());
		append(text, "nonce", this.nonce);
		append(text, "application", this.application);
		append(text, "thread", this.thread);
		append(text, "operation", this.operation);
		append(text, "since", this.since.toString());
		append(text, STATE, this.left ? LEFT : null);
		return text.append(END).append('\n').toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void append(StringBuilder text, String key, @Nullable String value) {
		if (value != null) {
			text.append(key).append('=').append(printable(value)).append('\n');
		}
	}

	/** One short line, whatever a thread or an application may be called. */
	private static String printable(String value) {
		return value.codePoints()
			.limit(MAX_VALUE)
			.map((point) -> isHarmless(point) ? point : '?')
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean isHarmless(int point) {
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

	/**
	 * Read a record, whoever wrote it.
	 * @return the record; empty if the bytes are not one, or one of a later version
	 */
	static Optional<OwnerRecord> parse(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		if (bytes.length > MAX_SIZE || !text.startsWith(HEADER + "\n") || !text.endsWith("\n" + END + "\n")) {
			return Optional.empty();
		}
		Map<String, String> values = new HashMap<>();
		for (String line : text.split("\n", -1)) {
			int separator = line.indexOf('=');
			if (separator > 0) {
				values.put(line.substring(0, separator), printable(line.substring(separator + 1)));
			}
		}
		return fromValues(values);
	}

	private static Optional<OwnerRecord> fromValues(Map<String, String> values) {
		String host = values.get("host");
		String pid = values.get("pid");
		String since = values.get("since");
		if (host == null || pid == null || since == null) {
			return Optional.empty();
		}
		try {
			ProcessIdentity process = new ProcessIdentity(host, values.get("boot"), values.get("pidns"),
					Long.parseLong(pid), values.get("start"), values.get("timens"));
			return Optional.of(new OwnerRecord(process, values.getOrDefault("nonce", ""), values.get("application"),
					values.getOrDefault("thread", ""), values.getOrDefault("operation", ""), Instant.parse(since),
					LEFT.equals(values.get(STATE))));
		}
		catch (NumberFormatException | DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	LockOwner toLockOwner() {
		return new LockOwner(this.process.pid(), this.process.host(), this.application, known(this.thread),
				known(this.operation), this.since);
	}

	private static @Nullable String known(String text) {
		return text.isEmpty() ? null : text;
	}

}
