package io.safeconfig.format;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A change to the bytes of a property file, and what its entries must say afterwards.
 *
 * @param splices the changes, in file order and not overlapping
 * @param expected the entries that the changed bytes must hold
 */
record Edit(List<Splice> splices, List<KeyValue> expected) {

	/**
	 * Carries out the edit and proves it: the result is read again, must hold what is
	 * expected, and must have kept every byte outside the splices.
	 * @return the result; the given data is unchanged
	 * @throws ContentException if the edit cannot be proved
	 */
	PropertiesData applyTo(PropertiesData data) {
		PropertiesData result = read(splice(data.bytes()), data);
		if (!result.keyValues().equals(this.expected) || !keepsOtherBytes(data.bytes(), result.bytes())) {
			throw unverified(data);
		}
		return result;
	}

	private PropertiesData read(byte[] bytes, PropertiesData data) {
		try {
			PropertiesData result = PropertiesData.of(bytes);
			result.requireSingleDocument();
			return result;
		}
		catch (ContentException ex) {
			throw unverified(data);
		}
	}

	private byte[] splice(byte[] bytes) {
		ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + 128);
		int position = 0;
		for (Splice splice : this.splices) {
			result.write(bytes, position, splice.start() - position);
			result.writeBytes(splice.textBytes());
			position = splice.end();
		}
		result.write(bytes, position, bytes.length - position);
		return result.toByteArray();
	}

	private boolean keepsOtherBytes(byte[] before, byte[] after) {
		int position = 0;
		int shift = 0;
		for (Splice splice : this.splices) {
			if (!sameRange(before, position, splice.start(), after, shift)) {
				return false;
			}
			position = splice.end();
			shift += splice.text().length() - (splice.end() - splice.start());
		}
		return after.length == before.length + shift && sameRange(before, position, before.length, after, shift);
	}

	private static boolean sameRange(byte[] before, int start, int end, byte[] after, int shift) {
		return end + shift <= after.length && Arrays.equals(before, start, end, after, start + shift, end + shift);
	}

	private ContentException unverified(PropertiesData data) {
		return Lines.failure("edit could not be verified; the content is unchanged", data.bytes(),
				this.splices.get(0).start());
	}

}
