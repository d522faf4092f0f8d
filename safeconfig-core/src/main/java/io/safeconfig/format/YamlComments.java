package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The comments of a text: what no data shows, and what an edit must not lose.
 *
 * @param all in the order of the text
 */
record YamlComments(List<Comment> all) {

	/**
	 * One comment.
	 *
	 * @param text from the number sign to the end of the line
	 */
	record Comment(int offset, String text) {

	}

	/**
	 * Find comments.
	 * @param scalars those with a number sign in them, in the order of the text
	 */
	static YamlComments of(YamlLines lines, List<YamlScalar> scalars) {
		List<Comment> comments = new ArrayList<>();
		int position = 0;
		for (YamlScalar scalar : scalars) {
			collect(lines, position, scalar.body(), comments);
			position = scalar.block() ? header(lines, scalar, comments) : scalar.end();
		}
		collect(lines, position, lines.length(), comments);
		return new YamlComments(comments);
	}

	/** The first line of a block scalar may hold a comment; the rest is the value. */
	private static int header(YamlLines lines, YamlScalar scalar, List<Comment> comments) {
		collect(lines, scalar.body(), Math.min(lines.end(scalar.body()), scalar.end()), comments);
		return scalar.end();
	}

	private static void collect(YamlLines lines, int start, int end, List<Comment> comments) {
		int sign = lines.text().indexOf('#', start);
		while (sign >= 0 && sign < end) {
			int next = sign + 1;
			if (lines.comment(sign)) {
				next = lines.end(sign);
				comments.add(new Comment(sign, lines.text().substring(sign, next)));
			}
			sign = lines.text().indexOf('#', next);
		}
	}

	/** Whether the edited text has these comments, but for some that may go. */
	boolean survive(YamlComments edited, IntPredicate mayGo) {
		List<String> required = new ArrayList<>();
		List<String> known = new ArrayList<>();
		for (Comment comment : this.all) {
			known.add(comment.text());
			if (!mayGo.test(comment.offset())) {
				required.add(comment.text());
			}
		}
		List<String> kept = edited.all.stream().map(Comment::text).toList();
		return within(required, kept) && within(kept, known);
	}

	/** Whether all of the first are in the second, in the same order. */
	private static boolean within(List<String> some, List<String> all) {
		int position = 0;
		for (String text : all) {
			if (position < some.size() && some.get(position).equals(text)) {
				position++;
			}
		}
		return position == some.size();
	}

}
