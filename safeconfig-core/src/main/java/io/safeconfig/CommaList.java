package io.safeconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;

/** A list in one value, {@code a, b, c}, as Spring reads it. */
final class CommaList {

	private final List<String> items;

	private final String separator;

	private CommaList(List<String> items, String separator) {
		this.items = items;
		this.separator = separator;
	}

	static CommaList of(ConfigNode value) {
		String text = (value instanceof Scalar scalar) ? scalar.text() : "";
		List<String> items = new ArrayList<>();
		if (!text.isBlank()) {
			for (String item : text.split(",", -1)) {
				items.add(item.trim());
			}
		}
		return new CommaList(items, (text.contains(",") && !text.contains(", ")) ? "," : ", ");
	}

	/** Whether each item is a single value that stays one item in such a list. */
	static boolean canHold(Sequence sequence) {
		return sequence.items().stream().allMatch(CommaList::canHold);
	}

	private static boolean canHold(ConfigNode item) {
		return item instanceof Scalar scalar && !scalar.isNull() && scalar.text().indexOf(',') < 0
				&& scalar.text().trim().equals(scalar.text()) && !scalar.text().isEmpty();
	}

	List<ConfigNode> scalars() {
		return this.items.stream().map((item) -> (ConfigNode) Scalar.of(item)).toList();
	}

	int size() {
		return this.items.size();
	}

	Scalar with(Sequence sequence) {
		return joined(sequence.items().stream().map((item) -> ((Scalar) item).text()).toList());
	}

	Scalar inserting(int position, ConfigNode item) {
		if (position > this.items.size()) {
			throw new NoSuchElementException("The list has no such position");
		}
		if (!canHold(item)) {
			throw new PlaceException("the value cannot be an item of a list that is divided by commas");
		}
		List<String> longer = new ArrayList<>(this.items);
		longer.add(position, ((Scalar) item).text());
		return joined(longer);
	}

	private Scalar joined(List<String> all) {
		return Scalar.of(String.join(this.separator, all));
	}

}
