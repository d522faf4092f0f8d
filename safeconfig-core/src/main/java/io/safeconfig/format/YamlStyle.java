package io.safeconfig.format;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * How a document is written, found out from what is there.
 *
 * @param step how much deeper a mapping lies than its key
 * @param sequenceStep how much deeper a sequence lies than its key
 */
record YamlStyle(int step, int sequenceStep) {

	private static final int NONE = -1;

	private static final int DEFAULT_STEP = 2;

	private static final String SEPARATOR = ": ";

	/** What is near counts first. */
	static YamlStyle of(YamlLines lines, @Nullable YamlNode near, @Nullable YamlNode root) {
		YamlStyle style = new YamlStyle(NONE, NONE);
		if (near instanceof YamlMapping mapping) {
			style = style.with(lines, mapping);
		}
		style = style.search(lines, root);
		int step = (style.step > 0) ? style.step : DEFAULT_STEP;
		return new YamlStyle(step, (style.sequenceStep >= 0) ? style.sequenceStep : step);
	}

	private YamlStyle search(YamlLines lines, @Nullable YamlNode node) {
		YamlStyle style = this;
		if (style.step != NONE && style.sequenceStep != NONE) {
			return style;
		}
		if (node instanceof YamlMapping mapping && !mapping.flow()) {
			style = style.with(lines, mapping);
			for (YamlEntry entry : mapping.entries()) {
				style = style.search(lines, entry.value());
			}
		}
		else if (node instanceof YamlSequence sequence && !sequence.flow()) {
			for (YamlItem item : sequence.items()) {
				style = style.search(lines, item.value());
			}
		}
		return style;
	}

	private YamlStyle with(YamlLines lines, YamlMapping mapping) {
		YamlStyle style = this;
		for (YamlEntry entry : mapping.flow() ? List.<YamlEntry>of() : mapping.entries()) {
			if (!entry.value().inline() && !entry.explicit()) {
				int deeper = lines.column(entry.value().body()) - lines.column(entry.start());
				boolean sequence = entry.value() instanceof YamlSequence;
				style = new YamlStyle((style.step == NONE && !sequence) ? deeper : style.step,
						(style.sequenceStep == NONE && sequence) ? deeper : style.sequenceStep);
			}
		}
		return style;
	}

	/** Keys are quoted if all are. */
	static ScalarStyle keys(List<YamlEntry> entries) {
		return common(entries.stream().map(YamlEntry::key).toList());
	}

	/** Strings are quoted if all are, and one of them need not be. */
	static ScalarStyle values(List<YamlNode> values) {
		List<YamlNode> strings = values.stream()
			.filter((node) -> node instanceof YamlScalar scalar && scalar.data().value() instanceof String)
			.toList();
		boolean free = strings.stream().anyMatch((node) -> node instanceof YamlScalar scalar && isWord(scalar));
		return free ? common(strings) : ScalarStyle.PLAIN;
	}

	private static boolean isWord(YamlScalar scalar) {
		String text = scalar.data().text();
		return text.matches("[A-Za-z][A-Za-z0-9_./-]{0,99}")
				&& YamlTypes.implicit(text, true).equals(YamlTypes.CORE + "str");
	}

	private static ScalarStyle common(List<? extends YamlNode> nodes) {
		ScalarStyle common = ScalarStyle.PLAIN;
		for (YamlNode node : nodes) {
			ScalarStyle style = (node instanceof YamlScalar scalar) ? scalar.style() : ScalarStyle.PLAIN;
			boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
			if (!quoted || (common != ScalarStyle.PLAIN && common != style)) {
				return ScalarStyle.PLAIN;
			}
			common = style;
		}
		return common;
	}

	/** What stands between key and value, if all agree. */
	static String separator(YamlLines lines, List<YamlEntry> entries) {
		String common = null;
		for (YamlEntry entry : entries) {
			YamlNode value = entry.value();
			if (value.inline() && !value.absent() && entry.colon() >= 0 && !entry.explicit()) {
				String separator = lines.text().substring(entry.key().end(), value.start());
				if (!separator.matches("[ \t]*:[ \t]*") || (common != null && !common.equals(separator))) {
					return SEPARATOR;
				}
				common = separator;
			}
		}
		return (common != null) ? common : SEPARATOR;
	}

}
