package io.safeconfig;

import java.util.ArrayList;
import java.util.List;

import io.safeconfig.PathSegment.Kind;
import io.safeconfig.format.KeyStyle;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes property names as Spring does: {@code logging.level.[com.example]},
 * {@code servers[0].port}.
 */
final class PropertyNames {

	private static final int LONGEST_INDEX = 9;

	private final String name;

	private final List<PathSegment> segments = new ArrayList<>();

	private int position;

	private PropertyNames(String name) {
		this.name = name;
	}

	/** The segments; {@code null} if this is not a property name. */
	static @Nullable List<PathSegment> parse(String name) {
		return new PropertyNames(name).parse();
	}

	/** Where, in a property name, a number of parts ends. */
	static int end(String name, int parts) {
		PropertyNames names = new PropertyNames(name);
		int end = 0;
		while (names.segments.size() < parts) {
			boolean valid = (name.charAt(names.position) == '[') ? names.bracketed() : names.plain();
			end = names.position;
			if (!valid || (names.segments.size() < parts && !names.separator())) {
				throw new IllegalArgumentException("Not a property name of so many parts");
			}
		}
		return end;
	}

	private @Nullable List<PathSegment> parse() {
		while (this.position < this.name.length()) {
			boolean valid = (this.name.charAt(this.position) == '[') ? bracketed() : plain();
			if (!valid || !separator()) {
				return null;
			}
		}
		return this.segments.isEmpty() ? null : List.copyOf(this.segments);
	}

	private boolean bracketed() {
		int end = this.name.indexOf(']', this.position);
		if (end <= this.position + 1) {
			return false;
		}
		String text = this.name.substring(this.position + 1, end);
		this.segments.add(new PathSegment(isIndex(text) ? Kind.INDEX : Kind.BRACKETED, text));
		this.position = end + 1;
		return text.indexOf('[') < 0;
	}

	static boolean isIndex(String text) {
		return text.length() <= LONGEST_INDEX && text.chars().allMatch((one) -> one >= '0' && one <= '9')
				&& (text.length() == 1 || text.charAt(0) != '0');
	}

	private boolean plain() {
		int end = this.position;
		while (end < this.name.length() && ".[]".indexOf(this.name.charAt(end)) < 0) {
			end++;
		}
		this.segments.add(new PathSegment(Kind.NAME, this.name.substring(this.position, end)));
		boolean valid = end > this.position;
		this.position = end;
		return valid;
	}

	/** A dot that something follows, a bracket, or the end. */
	private boolean separator() {
		if (this.position == this.name.length()) {
			return true;
		}
		if (this.name.charAt(this.position) == '.') {
			this.position++;
			return this.position < this.name.length();
		}
		return this.name.charAt(this.position) == '[';
	}

	/** The name that {@link #parse} reads as these segments, where there is one. */
	static String print(List<PathSegment> segments) {
		StringBuilder name = new StringBuilder();
		segments.forEach((segment) -> append(name, segment));
		return name.toString();
	}

	static void append(StringBuilder name, PathSegment segment) {
		if (segment.isIndex() || segment.kind() == Kind.BRACKETED || !isPlain(segment.text())) {
			name.append(separatorBeforeBracket(name, segment)).append('[').append(segment.text()).append(']');
		}
		else {
			name.append(name.isEmpty() ? "" : ".").append(segment.text());
		}
	}

	/** The name of what a key holds that lies below a name. */
	static String child(String parent, String key, KeyStyle style) {
		boolean raw = style != KeyStyle.PLAIN && parse(key) != null;
		StringBuilder name = new StringBuilder(parent);
		if (raw) {
			return name.append(parent.isEmpty() ? "" : ".").append(key).toString();
		}
		append(name, new PathSegment(Kind.NAME, key));
		return name.toString();
	}

	private static String separatorBeforeBracket(StringBuilder name, PathSegment segment) {
		return (name.isEmpty() || segment.isIndex()) ? "" : ".";
	}

	private static boolean isPlain(String text) {
		return !text.isEmpty() && text.chars().noneMatch((one) -> one == '.' || one == '[' || one == ']');
	}

}
