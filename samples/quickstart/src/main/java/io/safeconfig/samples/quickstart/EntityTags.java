package io.safeconfig.samples.quickstart;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.safeconfig.ConfigVersion;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code If-Match} or {@code If-None-Match}: {@code *} or a list of entity
 * tags (RFC 9110, 13.1).
 *
 * @param any whether it is {@code *}
 * @param strong the strong tags, without quotes
 * @param weak the weak tags, without quotes
 */
record EntityTags(boolean any, Set<String> strong, Set<String> weak) {

	private static final Pattern TAG = Pattern
		.compile("[ \t]*(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\uFFFF]*)\"[ \t]*)?(?:,|\\z)");

	/** The entity tag of a version. */
	static String of(ConfigVersion version) {
		return '"' + version.value() + '"';
	}

	static EntityTags parse(String header, List<String> values) {
		String text = String.join(",", values).strip();
		if (text.equals("*")) {
			return new EntityTags(true, Set.of(), Set.of());
		}
		Set<String> strong = new LinkedHashSet<>();
		Set<String> weak = new LinkedHashSet<>();
		Matcher matcher = TAG.matcher(text);
		int position = 0;
		while (position < text.length()) {
			if (!matcher.region(position, text.length()).lookingAt()) {
				throw malformed(header);
			}
			if (matcher.group(2) != null) {
				((matcher.group(1) != null) ? weak : strong).add(matcher.group(2));
			}
			position = matcher.end();
		}
		if (strong.isEmpty() && weak.isEmpty()) {
			throw malformed(header);
		}
		return new EntityTags(false, strong, weak);
	}

	private static RuntimeException malformed(String header) {
		return Problems.badRequest(
				"The header " + header + " is malformed: give * or a list of entity tags in double quotes.", null);
	}

	/** Strong comparison: a weak tag matches nothing. */
	boolean matchStrongly(@Nullable ConfigVersion version) {
		return version != null && (this.any || this.strong.contains(version.value()));
	}

	boolean matchWeakly(@Nullable ConfigVersion version) {
		return version != null && (matchStrongly(version) || this.weak.contains(version.value()));
	}

}
