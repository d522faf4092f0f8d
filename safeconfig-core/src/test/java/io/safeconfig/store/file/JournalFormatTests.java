package io.safeconfig.store.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Journals as bytes, also those that no commit has written. */
class JournalFormatTests {

	private static final int HEADER = "safeconfig-journal 1\n".length();

	private static final int CHECKSUM = 32;

	private final Journal journal = new Journal("move a tenant",
			List.of(write("a.properties", "a=1\n"),
					new Journal.Entry("b", "link", Revision.of(new byte[0]), new FileChange.Remove()),
					new Journal.Entry("ü/\u0001", "ü/\u0001", Revision.ABSENT, new FileChange.Write(new byte[0]))));

	private static Journal.Entry write(String name, String content) {
		return new Journal.Entry(name, name, Revision.ABSENT,
				new FileChange.Write(content.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void whatIsWrittenIsReadAgain() throws Exception {
		Journal read = JournalFormat.parse(JournalFormat.encode(this.journal));
		assertThat(read.operation()).isEqualTo("move a tenant");
		assertThat(read.entries()).hasSize(3);
		for (int i = 0; i < 3; i++) {
			Journal.Entry expected = this.journal.entries().get(i);
			Journal.Entry entry = read.entries().get(i);
			assertThat(entry.canonicalName()).isEqualTo(expected.canonicalName());
			assertThat(entry.entryName()).isEqualTo(expected.entryName());
			assertThat(entry.before()).isEqualTo(expected.before());
			assertThat(entry.after()).isEqualTo(expected.after());
			assertThat(entry.change()).hasSameClassAs(expected.change());
		}
		assertThat(read.concerns(Set.of("b"))).isTrue();
		assertThat(read.concerns(Set.of("link", "a"))).isFalse();
	}

	@Test
	void ofAFileThatIsWrittenInPlaceBothContentsAreReadAgain() throws Exception {
		byte[] old = "old".getBytes(StandardCharsets.UTF_8);
		FileChange.Write change = new FileChange.Write("new".getBytes(StandardCharsets.UTF_8));
		Journal.Entry entry = JournalFormat
			.parse(JournalFormat.encode(new Journal("save",
					List.of(new Journal.Entry("a.txt", "a.txt", Revision.of(old), change, new ReplacedContent(old))))))
			.entries()
			.get(0);
		assertThat(entry.after()).isEqualTo(Revision.of(change.content()));
		assertThat(entry.replaced()).isNotNull();
		assertThat(entry.replaced().bytes()).isEqualTo(old);
		byte[] lying = JournalFormat.encode(new Journal("save",
				List.of(new Journal.Entry("a.txt", "a.txt", Revision.ABSENT, change, new ReplacedContent(old)))));
		assertMalformed(lying);
	}

	@Test
	void itIsRefusedWhereverItIsCutOff() {
		byte[] whole = JournalFormat.encode(this.journal);
		for (int length = 0; length < whole.length; length++) {
			assertMalformed(Arrays.copyOf(whole, length));
		}
		assertMalformed(Arrays.copyOf(whole, whole.length + 1));
	}

	@Test
	void itIsRefusedWhicheverByteIsWrong() {
		byte[] whole = JournalFormat.encode(this.journal);
		for (int i = 0; i < whole.length; i++) {
			for (int bit = 0; bit < Byte.SIZE; bit++) {
				byte[] wrong = whole.clone();
				wrong[i] ^= (byte) (1 << bit);
				assertMalformed(wrong);
			}
		}
	}

	@Test
	void itIsRefusedWhereverTheRestIsZero() {
		byte[] whole = JournalFormat.encode(this.journal);
		for (int from = 0; from < whole.length; from++) {
			byte[] wrong = whole.clone();
			Arrays.fill(wrong, from, whole.length, (byte) 0);
			assertMalformed(wrong);
		}
	}

	@Test
	void aLaterVersionIsRefused() {
		byte[] later = JournalFormat.encode(this.journal);
		later[HEADER - 2] = '2';
		assertThatExceptionOfType(MalformedJournalException.class).isThrownBy(() -> JournalFormat.parse(signed(later)))
			.satisfies((ex) -> assertThat(ex.reason()).contains("version 1"));
	}

	/** With a checksum that is right, at the places of every length and count. */
	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 1 << 20, 0 })
	void aLyingLengthTakesNoMemory(int lie) throws Exception {
		byte[] whole = JournalFormat.encode(this.journal);
		for (int at = HEADER + Long.BYTES; at + Integer.BYTES <= whole.length - CHECKSUM; at++) {
			byte[] lying = whole.clone();
			ByteBuffer.wrap(lying).putInt(at, lie);
			try {
				JournalFormat.parse(signed(lying));
			}
			catch (MalformedJournalException ex) {
				assertThat(ex.reason()).isNotBlank();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE })
	void aLyingTotalIsRefused(long lie) {
		byte[] whole = JournalFormat.encode(this.journal);
		ByteBuffer.wrap(whole).putLong(HEADER, lie);
		assertThatExceptionOfType(MalformedJournalException.class).isThrownBy(() -> JournalFormat.parse(signed(whole)));
	}

	@Test
	void aHugeFileIsRefusedByItsFirstBytes() {
		byte[] start = Arrays.copyOf(JournalFormat.encode(this.journal), JournalFormat.START_LENGTH);
		assertThatExceptionOfType(MalformedJournalException.class)
			.isThrownBy(() -> JournalFormat.requirePlausible(start, 1L << 29));
		assertThatExceptionOfType(MalformedJournalException.class)
			.isThrownBy(() -> JournalFormat.requirePlausible(new byte[JournalFormat.START_LENGTH], 1L << 29));
	}

	@Test
	void aFileThatIsNamedTwiceIsRefused() {
		assertMalformed(JournalFormat.encode(new Journal("x", List.of(write("a", "1"), write("a", "2")))));
	}

	@Test
	void filesInAnotherOrderThanThatOfTheLocksAreRefused() {
		assertMalformed(JournalFormat.encode(new Journal("x", List.of(write("b", "1"), write("a", "2")))));
	}

	@Test
	void noFilesAreRefused() {
		assertMalformed(JournalFormat.encode(new Journal("x", List.of())));
	}

	private static void assertMalformed(byte[] bytes) {
		assertThatExceptionOfType(MalformedJournalException.class).isThrownBy(() -> JournalFormat.parse(bytes));
	}

	private static byte[] signed(byte[] bytes) throws Exception {
		int end = bytes.length - CHECKSUM;
		byte[] checksum = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, end));
		System.arraycopy(checksum, 0, bytes, end, CHECKSUM);
		return bytes;
	}

}
