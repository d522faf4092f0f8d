package io.safeconfig.format;

import java.io.StringReader;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Hands text to the scanner without a moving window: the window of the original is copied
 * again and again while a long scalar is scanned. Indexes are offsets in the text, not
 * counts of code points.
 */
final class YamlReader extends StreamReader {

	private final int[] points;

	private int pointer;

	private int offset;

	private int line;

	private int column;

	YamlReader(SourceText source) {
		super(new StringReader(""));
		this.points = source.text().codePoints().toArray();
		requirePrintable(source);
	}

	private void requirePrintable(SourceText source) {
		int position = 0;
		for (int point : this.points) {
			if (!isPrintable(point)) {
				throw source.failure("a control character is not allowed in YAML", position);
			}
			position += Character.charCount(point);
		}
	}

	@Override
	public Mark getMark() {
		return new Mark("yaml", this.offset, this.line, this.column, this.points, this.pointer);
	}

	@Override
	public void forward() {
		forward(1);
	}

	@Override
	public void forward(int length) {
		for (int count = 0; count < length && this.pointer < this.points.length; count++) {
			int point = this.points[this.pointer++];
			this.offset += Character.charCount(point);
			if (endsLine(point)) {
				this.line++;
				this.column = 0;
			}
			else if (point != 0xFEFF) {
				this.column++;
			}
		}
	}

	private boolean endsLine(int point) {
		return point == '\n' || point == 0x85 || point == 0x2028 || point == 0x2029
				|| (point == '\r' && peek() != '\n' && this.pointer < this.points.length);
	}

	@Override
	public int peek() {
		return peek(0);
	}

	@Override
	public int peek(int ahead) {
		int position = this.pointer + ahead;
		return (position < this.points.length) ? this.points[position] : '\0';
	}

	@Override
	public String prefix(int length) {
		return new String(this.points, this.pointer, Math.min(length, this.points.length - this.pointer));
	}

	/** The original counts every code point as a column here too. */
	@Override
	public String prefixForward(int length) {
		String prefix = prefix(length);
		this.pointer += prefix.codePointCount(0, prefix.length());
		this.offset += prefix.length();
		this.column += length;
		return prefix;
	}

	@Override
	public int getColumn() {
		return this.column;
	}

	@Override
	public int getDocumentIndex() {
		return 0;
	}

	@Override
	public void resetDocumentIndex() {
		// There is no limit to keep: the size was checked before.
	}

	@Override
	public int getIndex() {
		return this.offset;
	}

	@Override
	public int getLine() {
		return this.line;
	}

}
