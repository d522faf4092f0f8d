package io.safeconfig.lock;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

import io.safeconfig.os.ProcessIdentity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnerRecordTests {

	private static final OwnerRecord RECORD = new OwnerRecord(
			new ProcessIdentity("host-a", "boot-1", "pid:[4026531836]", 4711, "123456", "time:[4026531834]"),
			"00112233aabbccdd", "orders", "main", "update", Instant.parse("2026-01-02T03:04:05.678Z"));

	@Test
	void aRecordReadsBackAsItWasWritten() {
		assertThat(OwnerRecord.parse(RECORD.toBytes())).contains(RECORD);
	}

	@Test
	void whatIsUnknownIsLeftOut() {
		OwnerRecord sparse = new OwnerRecord(new ProcessIdentity("host-a", null, null, 1, null, null), "n", null, "t",
				"o", Instant.EPOCH);
		assertThat(OwnerRecord.parse(sparse.toBytes())).contains(sparse);
	}

	@Test
	void aRecordThatWasCutOffAnywhereIsNone() {
		byte[] whole = RECORD.toBytes();
		for (int length = 0; length < whole.length; length++) {
			assertThat(OwnerRecord.parse(Arrays.copyOf(whole, length))).as("cut at %d", length).isEmpty();
		}
	}

	@Test
	void zeroesAndLaterVersionsAndHugeFilesAreNone() {
		assertThat(OwnerRecord.parse(new byte[512])).isEmpty();
		String later = new String(RECORD.toBytes(), StandardCharsets.UTF_8).replace("safeconfig-owner 1",
				"safeconfig-owner 2");
		assertThat(OwnerRecord.parse(later.getBytes(StandardCharsets.UTF_8))).isEmpty();
		byte[] huge = new byte[OwnerRecord.MAX_SIZE + 1];
		Arrays.fill(huge, (byte) 'x');
		assertThat(OwnerRecord.parse(huge)).isEmpty();
	}

	@Test
	void hostileBytesNeverThrow() {
		Random random = new Random(42);
		for (int round = 0; round < 5_000; round++) {
			byte[] bytes = RECORD.toBytes();
			for (int i = 0; i < 5; i++) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			}
			OwnerRecord.parse(bytes).ifPresent((record) -> assertThat(record.toLockOwner().describe()).isNotEmpty());
		}
	}

	@Test
	void aThreadCannotForgeALine() {
		OwnerRecord forged = new OwnerRecord(RECORD.process(), "n", "a\npid=1", "t\r\nhost=evil\u202e", "o",
				Instant.EPOCH);
		OwnerRecord read = OwnerRecord.parse(forged.toBytes()).orElseThrow();
		assertThat(read.process()).isEqualTo(RECORD.process());
		assertThat(read.application()).isEqualTo("a?pid=1");
		assertThat(read.thread()).isEqualTo("t??host=evil?");
	}

	@Test
	void longNamesStayWithinTheLimit() {
		OwnerRecord wide = new OwnerRecord(RECORD.process(), "n", "\u20ac".repeat(5_000), "\u20ac".repeat(5_000), "o",
				Instant.EPOCH);
		assertThat(wide.toBytes()).hasSizeLessThanOrEqualTo(OwnerRecord.MAX_SIZE);
		assertThat(OwnerRecord.parse(wide.toBytes())).isPresent();
	}

}
