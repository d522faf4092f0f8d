package io.safeconfig.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How the names of some files end.
 *
 * @param endings the extensions with their dots, in lower case
 */
record FileExtensions(List<String> endings) {

	static FileExtensions of(String... extensions) {
		if (extensions.length == 0 || Arrays.stream(extensions).anyMatch(String::isBlank)) {
			throw new IllegalArgumentException("An extension must be given, and must not be blank");
		}
		return new FileExtensions(
				Arrays.stream(extensions).map((extension) -> "." + extension.toLowerCase(Locale.ROOT)).toList());
	}

	boolean isOf(String fileName) {
		Objects.requireNonNull(fileName, "fileName must not be null");
		return this.endings.stream().anyMatch(fileName.toLowerCase(Locale.ROOT)::endsWith);
	}

}
