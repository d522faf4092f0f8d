package io.safeconfig.store.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.safeconfig.store.FileChange;
import io.safeconfig.store.Revision;

/**
 * Journals as bytes. A line with the version of the format; the number of bytes that
 * follow it before the checksum; the operation; the number of entries and the entries;
 * the SHA-256 of everything before. Numbers are big-endian, texts are UTF-8 behind their
 * length in bytes. Version 1.
 */
final class JournalFormat {

	private static final byte[] HEADER = "safeconfig-journal 1\n".getBytes(StandardCharsets.US_ASCII);

	private static final int CHECKSUM_LENGTH = 32;

	private static final byte WRITE = 'W';

	private static final byte REMOVE = 'R';

	private static final byte IN_PLACE = 'I';

	/** Far below what an array can hold, so that no sum overflows: 1 GiB. */
	static final int MAX_SIZE = 1 << 30;

	/** More than an entry takes besides its content. */
	static final int ENTRY_OVERHEAD = 4 * 1024;

	/** As much as tells how long a journal is. */
	static final int START_LENGTH = HEADER.length + Long.BYTES;

	private JournalFormat() {
	}

	static byte[] encode(Journal journal) {
		byte[] body = body(journal);
		ByteBuffer whole = ByteBuffer.allocate(HEADER.length + Long.BYTES + body.length + CHECKSUM_LENGTH);
		whole.put(HEADER).putLong(body.length).put(body);
		byte[] checksum = checksum(whole.array(), whole.position());
		return whole.put(checksum).array();
	}

	private static byte[] body(Journal journal) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			write(out, journal.operation());
			out.writeInt(journal.entries().size());
			for (Journal.Entry entry : journal.entries()) {
				write(out, entry.canonicalName());
				write(out, entry.entryName());
				write(out, entry.before().value());
				write(out, entry);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Memory does not fail", ex);
		}
		return bytes.toByteArray();
	}

	private static void write(DataOutputStream out, String text) throws IOException {
		write(out, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void write(DataOutputStream out, byte[] bytes) throws IOException {
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	private static void write(DataOutputStream out, Journal.Entry entry) throws IOException {
		ReplacedContent replaced = entry.replaced();
		if (entry.change() instanceof FileChange.Write write) {
			out.writeByte((replaced != null) ? IN_PLACE : WRITE);
			write(out, write.content());
			if (replaced != null) {
				write(out, replaced.bytes());
			}
		}
		else {
			out.writeByte(REMOVE);
		}
	}

	/**
	 * Refuse what cannot be a journal without reading all of it.
	 * @param start the first bytes of a file
	 * @param size the size of the file
	 */
	static void requirePlausible(byte[] start, long size) throws MalformedJournalException {
		if (!startsWith(start, HEADER)) {
			throw new MalformedJournalException("it does not begin as a journal of version 1");
		}
		if (start.length < START_LENGTH || size < START_LENGTH + CHECKSUM_LENGTH) {
			throw new MalformedJournalException("it is cut off");
		}
		long length = ByteBuffer.wrap(start).getLong(HEADER.length);
		if (size > MAX_SIZE || length != size - START_LENGTH - CHECKSUM_LENGTH) {
			throw new MalformedJournalException("it has another length than it says");
		}
	}

	/**
	 * Read a journal, whoever wrote it.
	 * @throws MalformedJournalException if the bytes are not a whole journal of this
	 * version
	 */
	static Journal parse(byte[] bytes) throws MalformedJournalException {
		requirePlausible(bytes, bytes.length);
		int end = bytes.length - CHECKSUM_LENGTH;
		ByteBuffer in = ByteBuffer.wrap(bytes, START_LENGTH, end - START_LENGTH);
		if (!Arrays.equals(checksum(bytes, end), 0, CHECKSUM_LENGTH, bytes, end, bytes.length)) {
			throw new MalformedJournalException("its checksum is wrong");
		}
		try {
			return parse(in);
		}
		catch (BufferUnderflowException ex) {
			throw new MalformedJournalException("it contradicts itself");
		}
	}

	private static boolean startsWith(byte[] bytes, byte[] start) {
		return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
	}

	private static Journal parse(ByteBuffer in) throws MalformedJournalException {
		String operation = text(in);
		int count = in.getInt();
		List<Journal.Entry> entries = new ArrayList<>();
		for (int i = 0; i < count; i++) { // a lying count ends with the bytes
			entries.add(entry(in));
		}
		if (in.hasRemaining() || entries.isEmpty() || !isAscending(entries)) {
			throw new MalformedJournalException("it contradicts itself");
		}
		return new Journal(operation, entries);
	}

	/** Each file once, in the order in which they are locked. */
	private static boolean isAscending(List<Journal.Entry> entries) {
		for (int i = 1; i < entries.size(); i++) {
			if (entries.get(i - 1).canonicalName().compareTo(entries.get(i).canonicalName()) >= 0) {
				return false;
			}
		}
		return true;
	}

	private static String text(ByteBuffer in) {
		return new String(bytes(in), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(ByteBuffer in) {
		int length = in.getInt();
		if (length < 0 || length > in.remaining()) {
			throw new BufferUnderflowException(); // before memory is taken for it
		}
		byte[] bytes = new byte[length];
		in.get(bytes);
		return bytes;
	}

	private static Journal.Entry entry(ByteBuffer in) throws MalformedJournalException {
		String canonical = text(in);
		String entry = text(in);
		Revision before = new Revision(text(in));
		return switch (in.get()) {
			case WRITE -> new Journal.Entry(canonical, entry, before, new FileChange.Write(bytes(in)));
			case REMOVE -> new Journal.Entry(canonical, entry, before, new FileChange.Remove());
			case IN_PLACE -> inPlace(canonical, entry, before, new FileChange.Write(bytes(in)), bytes(in));
			default -> throw new MalformedJournalException("it has an entry of an unknown kind");
		};
	}

	private static Journal.Entry inPlace(String canonical, String entry, Revision before, FileChange change,
			byte[] replaced) throws MalformedJournalException {
		if (!Revision.of(replaced).equals(before)) {
			throw new MalformedJournalException("it contradicts itself");
		}
		return new Journal.Entry(canonical, entry, before, change, new ReplacedContent(replaced));
	}

	private static byte[] checksum(byte[] bytes, int length) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(bytes, 0, length);
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
