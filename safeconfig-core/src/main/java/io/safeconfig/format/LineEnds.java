package io.safeconfig.format;

/**
 * Counts line ends.
 */
final class LineEnds {

	private int feeds;

	private int pairs;

	private int returns;

	private LineEnds() {
	}

	/**
	 * Returns the line end that occurs most often. A line feed wins a tie and is the
	 * answer for content on a single line.
	 */
	static String mostFrequent(byte[] bytes) {
		LineEnds lineEnds = new LineEnds();
		lineEnds.count(bytes);
		return lineEnds.mostFrequent();
	}

	private void count(byte[] bytes) {
		int position = Lines.findLineEnd(bytes, 0);
		while (position < bytes.length) {
			int next = Lines.skipLineEnd(bytes, position);
			if (next - position == 2) {
				this.pairs++;
			}
			else if (bytes[position] == '\n') {
				this.feeds++;
			}
			else {
				this.returns++;
			}
			position = Lines.findLineEnd(bytes, next);
		}
	}

	private String mostFrequent() {
		if (this.feeds >= this.pairs && this.feeds >= this.returns) {
			return "\n";
		}
		return (this.pairs >= this.returns) ? "\r\n" : "\r";
	}

}
