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
	static String mostFrequent(String text) {
		LineEnds lineEnds = new LineEnds();
		lineEnds.count(text);
		return lineEnds.mostFrequent();
	}

	private void count(String text) {
		int position = Lines.findLineEnd(text, 0);
		while (position < text.length()) {
			int next = Lines.skipLineEnd(text, position);
			if (next - position == 2) {
				this.pairs++;
			}
			else if (text.charAt(position) == '\n') {
				this.feeds++;
			}
			else {
				this.returns++;
			}
			position = Lines.findLineEnd(text, next);
		}
	}

	private String mostFrequent() {
		if (this.feeds >= this.pairs && this.feeds >= this.returns) {
			return "\n";
		}
		return (this.pairs >= this.returns) ? "\r\n" : "\r";
	}

}
