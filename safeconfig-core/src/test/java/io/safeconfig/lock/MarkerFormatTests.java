package io.safeconfig.lock;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

import io.safeconfig.os.ProcessIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkerFormatTests {

	private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05Z");

	/** Where Python's {@code str.splitlines} ends a line. */
	private static final String PYTHON_LINE = "\r\n|[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]";

	private static final ProcessIdentity PROCESS = new ProcessIdentity("host-a", "0d9a3a2e-7c9f-4a39-9d0e-1f2a3b4c5d6e",
			"pid:[4026531836]", 4711, "123456", "time:[4026531834]");

	private static final OwnerRecord RECORD = record(PROCESS, "orders", "main", "update");

	private static OwnerRecord record(ProcessIdentity process, String application, String thread, String operation) {
		return new OwnerRecord(process, "00112233aabbccdd", application, thread, operation,
				Instant.parse("2026-01-02T03:04:05.678Z"));
	}

	private static OwnerRecord parsed(String text) {
		return MarkerFormat.parse(text.getBytes(StandardCharsets.UTF_8), MODIFIED).orElseThrow();
	}

	private static String text(OwnerRecord owner) {
		return new String(MarkerFormat.toBytes(owner), StandardCharsets.UTF_8);
	}

	@Test
	void aMarkerReadsBackAsItWasWritten() {
		assertThat(parsed(text(RECORD))).isEqualTo(RECORD);
		OwnerRecord blanks = record(PROCESS, "my orders = 100 %", "pool-1 thread+2", "update & more");
		assertThat(parsed(text(blanks))).isEqualTo(blanks);
	}

	@Test
	void whatIsUnknownIsLeftOut() {
		OwnerRecord sparse = new OwnerRecord(new ProcessIdentity("host-a", null, null, 1, null, null),
				"00112233aabbccdd", null, "t", "o", Instant.EPOCH);
		assertThat(parsed(text(sparse))).isEqualTo(sparse);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "", " ", "\u20ac", "\ud83d\udd12", "%", "a\nb\r\nc\u0085d\u2028e\u2029f",
			"\u000b\u000c\u001c\u001d\u001e\u001b[31m", "\ud800" })
	void itHasTheThreeLinesThatFilelockReadsWhateverNamesAre(String part) {
		String name = part.repeat(300);
		ProcessIdentity longest = new ProcessIdentity(name, PROCESS.bootId(), PROCESS.pidNamespace(), 4_194_304,
				Long.toString(Long.MAX_VALUE), PROCESS.timeNamespace());
		byte[] bytes = MarkerFormat.toBytes(record(longest, name, name, name));
		assertThat(bytes).hasSizeLessThanOrEqualTo(MarkerFormat.MAX_SIZE);
		String[] lines = new String(bytes, StandardCharsets.UTF_8).split(PYTHON_LINE);
		assertThat(lines).hasSize(3);
		assertThat(Long.parseLong(lines[0])).isEqualTo(4_194_304);
		assertThat(lines[1].strip()).isNotEqualTo(name).isNotEqualTo(MarkerFormat.spelled(longest).host());
		assertThat(Long.parseLong(lines[2])).isEqualTo(Long.MAX_VALUE);
		OwnerRecord read = parsed(new String(bytes, StandardCharsets.UTF_8));
		assertThat(read.process()).isEqualTo(MarkerFormat.spelled(longest));
		assertThat(read.nonce()).isEqualTo(RECORD.nonce());
		assertThat(read.since()).isEqualTo(RECORD.since());
	}

	@ParameterizedTest
	@ValueSource(strings = { "4711\nhost-a\n", "4711\nhost-a\n123456\n", "4711\nhost-a\n123456",
			"filelock/2\npid=4711\nhost=host-a\n", "filelock/2\ntoken=x\npid=4711\nstart=1\nhost=host-a\nmore=y\n" })
	void aMarkerOfFilelockNamesItsProcessAndCanNeverBeProvedGone(String text) {
		OwnerRecord read = parsed(text);
		assertThat(read.process().pid()).isEqualTo(4711);
		assertThat(read.process().host()).isEqualTo("host-a");
		assertThat(read.process().bootId()).isNull();
		assertThat(read.process().pidNamespace()).isNull();
		assertThat(read.nonce()).isEmpty();
		assertThat(read.since()).isEqualTo(MODIFIED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\n\n\n", "4711", "4711\n", "x\nhost-a\n1\n", "-1\nhost-a\n", "4711\n\n1\n",
			"4711\nhost-a\nx\n", "4711\nhost-a\n1\n2\n", "filelock/2\n", "filelock/2\nhost=host-a\n",
			"filelock/3\npid=4711\nhost=host-a\n", "{\"pid\":4711}" })
	void whatIsOfNoKnownFormatDoesNotTellItsOwner(String text) {
		assertThat(MarkerFormat.parse(text.getBytes(StandardCharsets.UTF_8), MODIFIED)).isEmpty();
	}

	@Test
	void zeroesAndLongerMarkersDoNotTellTheirOwner() {
		assertThat(MarkerFormat.parse(new byte[512], MODIFIED)).isEmpty();
		byte[] longer = Arrays.copyOf(MarkerFormat.toBytes(RECORD), MarkerFormat.MAX_SIZE + 1);
		assertThat(MarkerFormat.parse(longer, MODIFIED)).isEmpty();
	}

	/** It becomes part of the names of files. */
	@ParameterizedTest
	@ValueSource(strings = { "/../../evil", "..", "x", "00112233AABBCCDD", "00112233aabbccdd0", "%2F..%2F..%2Fevil" })
	void aNonceThatNobodyDrawsIsNone(String nonce) {
		assertThat(parsed(text(RECORD).replace(RECORD.nonce(), nonce)).nonce()).isEmpty();
	}

	@Test
	void aForeignHostCannotForgeALineOfALog() {
		OwnerRecord read = parsed(text(RECORD).replace("host-a", "evil\r\u001b[31m\u202e\u2028" + "x".repeat(200)));
		assertThat(read.toLockOwner().describe()).matches("[ -~]*").hasSizeLessThan(300);
	}

	@Test
	void hostileBytesNeverThrowAndNeverForgeALineOfALog() {
		Random random = new Random(42);
		Function<byte[], byte[]> garbage = (marker) -> {
			byte[] bytes = new byte[random.nextInt(1100)];
			random.nextBytes(bytes);
			return bytes;
		};
		Function<byte[], byte[]> mutated = (marker) -> {
			byte[] bytes = Arrays.copyOf(marker, random.nextInt(marker.length + 1));
			for (int i = 0; i < 3 && bytes.length > 0; i++) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			}
			return bytes;
		};
		byte[] second = "filelock/2\ntoken=x\npid=4711\nhost=host-a\n".getBytes(StandardCharsets.UTF_8);
		for (int round = 0; round < 5_000; round++) {
			parseHostile(garbage.apply(second));
			parseHostile(mutated.apply(second));
			parseHostile(mutated.apply(MarkerFormat.toBytes(RECORD)));
		}
	}

	private static void parseHostile(byte[] bytes) {
		MarkerFormat.parse(bytes, MODIFIED).ifPresent((owner) -> {
			assertThat(owner.toLockOwner().describe()).matches("[ -~]*");
			assertThat(owner.nonce()).matches("|[0-9a-f]{16}");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "pid=1\n", "a\n", "\n\n\n\npid=1\n" })
	void manyLinesAreNoTrouble(String line) {
		String text = "filelock/2\n" + line.repeat(1000 / line.length());
		assertThat(MarkerFormat.parse(text.getBytes(StandardCharsets.UTF_8), MODIFIED)).isEmpty();
	}

}
