package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Plans edits of a property file.
 */
final class PropertiesEdits {

	private PropertiesEdits() {
	}

	/**
	 * Replaces the value of the entry at an index.
	 */
	static Edit replaceValue(PropertiesData data, int index, String value) {
		Entry entry = data.entries().get(index);
		boolean delimited = !entry.hasSeparator() || entry.hasDelimiter(data.bytes());
		String text = (entry.hasSeparator() ? "" : "=") + EscapeEncoder.encodeValue(value, delimited);
		int start = value.isEmpty() ? entry.emptyValueStart(data.bytes()) : entry.valueStart();
		List<KeyValue> expected = data.keyValues();
		expected.set(index, new KeyValue(entry.key(), value));
		return new Edit(List.of(new Splice(start, entry.valueEnd(), text)), expected);
	}

	/**
	 * Removes all entries with a key.
	 */
	static Edit remove(PropertiesData data, String key) {
		List<Splice> splices = new ArrayList<>();
		for (Entry entry : data.entries()) {
			if (entry.key().equals(key)) {
				splices.add(new Splice(entry.lineStart(), entry.lineEnd(), ""));
			}
		}
		List<KeyValue> expected = data.keyValues();
		expected.removeIf((keyValue) -> keyValue.key().equals(key));
		return new Edit(splices, expected);
	}

	/**
	 * Adds an entry after the last one of its group, or at the end of the content.
	 */
	static Edit add(PropertiesData data, String key, String value) {
		int size = data.entries().size();
		int groupEnd = findGroupEnd(data, group(key));
		int index = (groupEnd > 0) ? groupEnd : size;
		Entry neighbour = (index > 0) ? data.entries().get(index - 1) : null;
		int position = (neighbour != null && groupEnd > 0) ? neighbour.lineEnd() : data.bytes().length;
		EntryStyle style = EntryStyle.of(data.bytes(), neighbour);
		String text = asLine(data, neighbour, position, style.lineEnd(), style.format(key, value));
		List<KeyValue> expected = data.keyValues();
		expected.add(index, new KeyValue(key, value));
		return new Edit(List.of(new Splice(position, position, text)), expected);
	}

	/**
	 * Ends the line before the new one if need be. A last line without end leaves the new
	 * last line without end. A neighbour that ends with a dangling backslash is given an
	 * empty line to continue with, which would otherwise be the new one.
	 */
	private static String asLine(PropertiesData data, @Nullable Entry neighbour, int position, String lineEnd,
			String line) {
		boolean dangling = neighbour != null && neighbour.dangling() && neighbour.lineEnd() == position;
		String before = dangling ? lineEnd : "";
		boolean unended = position > data.textStart() && !Lines.endsBefore(data.bytes(), position);
		return unended ? before + lineEnd + line : before + line + lineEnd;
	}

	/**
	 * Returns the index after the last entry of a group, or 0 if it has none.
	 */
	private static int findGroupEnd(PropertiesData data, String group) {
		int index = data.entries().size();
		while (index > 0 && !group(data.entries().get(index - 1).key()).equals(group)) {
			index--;
		}
		return index;
	}

	private static String group(String key) {
		int dot = key.indexOf('.');
		return (dot < 0) ? key : key.substring(0, dot);
	}

}
