package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.YamlNode.Props;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Composes scalars, and remembers those in which comments must not be looked for.
 */
final class YamlScalarComposer {

	private final SourceText source;

	private final YamlLines lines;

	private final YamlMarks marks;

	private final int numberLength;

	private final List<YamlScalar> scalars = new ArrayList<>();

	/** Where the next number sign is that has been looked for. */
	private int sign = -1;

	YamlScalarComposer(SourceText source, YamlLines lines, YamlMarks marks, int numberLength) {
		this.source = source;
		this.lines = lines;
		this.marks = marks;
		this.numberLength = numberLength;
	}

	/** The scalars with a number sign in them, in the order of the text. */
	List<YamlScalar> withNumberSign() {
		return this.scalars;
	}

	/**
	 * Compose a scalar.
	 * @param head where it is if there is nothing to see of it
	 */
	YamlScalar compose(ScalarEvent event, int head) {
		int start = event.getStartMark().getIndex();
		int end = event.getEndMark().getIndex();
		boolean props = event.getAnchor() != null || event.getTag() != null;
		if (start == end && !props) {
			return new YamlScalar(Props.none(head), head, head, event.getScalarStyle(), new Scalar(null, ""));
		}
		Props found = this.marks.props(start, event.getAnchor(), event.getTag());
		requireKnown(found);
		boolean plain = event.getImplicit().canOmitTagInPlainScalar();
		String tag = (event.getTag() == null || plain) ? YamlTypes.implicit(event.getValue(), plain) : event.getTag();
		int inner = this.marks.scalarEnd(event, found.body(), end);
		YamlScalar scalar = new YamlScalar(found, inner, end, event.getScalarStyle(), value(tag, event, start));
		if (numberSign(start) < end) {
			this.scalars.add(scalar);
		}
		return scalar;
	}

	/** Looks through the text only once, whatever it holds. */
	private int numberSign(int offset) {
		if (this.sign < offset) {
			int next = this.lines.text().indexOf('#', offset);
			this.sign = (next >= 0) ? next : Integer.MAX_VALUE;
		}
		return this.sign;
	}

	private Scalar value(String tag, ScalarEvent event, int start) {
		try {
			return YamlTypes.scalar(tag, event.getValue(), this.numberLength);
		}
		catch (NumberFormatException ex) {
			boolean tooLong = event.getValue().length() > this.numberLength;
			throw this.source.failure(tooLong ? "a number is longer than allowed" : "a value does not fit its type",
					start);
		}
	}

	void requireKnown(Props props) {
		if (props.tag() != null && YamlTypes.foreign(props.tag())) {
			throw this.source.failure("a tag asks for a type that configuration must not have", props.start());
		}
	}

}
