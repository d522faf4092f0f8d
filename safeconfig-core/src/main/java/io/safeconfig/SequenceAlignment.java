package io.safeconfig;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;

/**
 * Which item of one sequence is which of another, so that each keeps its place in a file
 * and the comment beside it: a longest common subsequence of equal items, and between
 * those the ones that have the most in common.
 */
final class SequenceAlignment {

	/** What it costs to drop an item or to make one. */
	private static final int ONE_SIDE = 20;

	/** Less than to drop one and make another, so that nothing is emptied on the way. */
	private static final int NOTHING_IN_COMMON = 30;

	/** The most pairs that are compared; longer sequences are paired from both ends. */
	private static final long LIMIT = 1_000_000;

	private final List<ConfigNode> present;

	private final List<ConfigNode> wanted;

	private SequenceAlignment(List<ConfigNode> present, List<ConfigNode> wanted) {
		this.present = present;
		this.wanted = wanted;
	}

	/**
	 * A step from one sequence to the other.
	 *
	 * @param present the position of the old item, or -1 for a new one
	 * @param wanted the position of the new item, or -1 for one that goes
	 */
	record Step(int present, int wanted) {

		boolean isNew() {
			return this.present < 0;
		}

		boolean isGone() {
			return this.wanted < 0;
		}

	}

	/** The steps, in the order of both. */
	static List<Step> of(List<ConfigNode> present, List<ConfigNode> wanted) {
		return new SequenceAlignment(present, wanted).steps();
	}

	private List<Step> steps() {
		int start = 0;
		int shorter = Math.min(this.present.size(), this.wanted.size());
		List<Step> steps = new ArrayList<>();
		while (start < shorter && this.present.get(start).equals(this.wanted.get(start))) {
			steps.add(new Step(start, start++));
		}
		int tail = 0;
		while (tail < shorter - start && fromEnd(this.present, tail).equals(fromEnd(this.wanted, tail))) {
			tail++;
		}
		steps.addAll(between(start, this.present.size() - tail, this.wanted.size() - tail));
		for (int left = tail; left > 0; left--) {
			steps.add(new Step(this.present.size() - left, this.wanted.size() - left));
		}
		return steps;
	}

	private static ConfigNode fromEnd(List<ConfigNode> items, int position) {
		return items.get(items.size() - 1 - position);
	}

	private Deque<Step> between(int start, int presentEnd, int wantedEnd) {
		int rows = presentEnd - start;
		int columns = wantedEnd - start;
		if ((long) rows * columns > LIMIT) {
			return inOrder(start, rows, columns);
		}
		return cheapest(start, costs(start, rows, columns));
	}

	private static Deque<Step> inOrder(int start, int rows, int columns) {
		Deque<Step> steps = new ArrayDeque<>();
		for (int index = 0; index < Math.max(rows, columns); index++) {
			steps.add(new Step((index < rows) ? start + index : -1, (index < columns) ? start + index : -1));
		}
		return steps;
	}

	/** The least costs of making the first items of one the first items of the other. */
	private int[][] costs(int start, int rows, int columns) {
		int[][] costs = new int[rows + 1][columns + 1];
		for (int row = 0; row <= rows; row++) {
			for (int column = 0; column <= columns; column++) {
				if (row == 0 || column == 0) {
					costs[row][column] = ONE_SIDE * (row + column);
					continue;
				}
				int paired = costs[row - 1][column - 1] + cost(start + row - 1, start + column - 1);
				int oneSide = Math.min(costs[row - 1][column], costs[row][column - 1]) + ONE_SIDE;
				costs[row][column] = Math.min(paired, oneSide);
			}
		}
		return costs;
	}

	private Deque<Step> cheapest(int start, int[][] costs) {
		Deque<Step> steps = new ArrayDeque<>();
		int row = costs.length - 1;
		int column = costs[0].length - 1;
		while (row > 0 || column > 0) {
			boolean pair = row > 0 && column > 0
					&& costs[row][column] == costs[row - 1][column - 1] + cost(start + row - 1, start + column - 1);
			if (pair) {
				steps.addFirst(new Step(start + --row, start + --column));
			}
			else if (row > 0 && costs[row][column] == costs[row - 1][column] + ONE_SIDE) {
				steps.addFirst(new Step(start + --row, -1));
			}
			else {
				steps.addFirst(new Step(-1, start + --column));
			}
		}
		return steps;
	}

	private int cost(int present, int wanted) {
		ConfigNode old = this.present.get(present);
		ConfigNode value = this.wanted.get(wanted);
		if (old.equals(value)) {
			return 0;
		}
		return (old instanceof Mapping from && value instanceof Mapping to) ? cost(from, to) : NOTHING_IN_COMMON;
	}

	/** The more entries are the same, the more likely it is the same thing. */
	private static int cost(Mapping present, Mapping wanted) {
		long same = wanted.entries()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(present.entries().get(entry.getKey())))
			.count();
		int most = Math.max(present.entries().size(), wanted.entries().size());
		return (same == 0) ? NOTHING_IN_COMMON : (int) (ONE_SIDE - ONE_SIDE * same / (most + 1));
	}

}
