package io.safeconfig.format;

import org.jspecify.annotations.Nullable;

/**
 * One document of a file.
 *
 * @param root what it holds; {@code null} if it holds nothing but comments
 * @param end where the next document or its marker starts
 */
record YamlDocument(@Nullable YamlNode root, int end) {

	ConfigNode data() {
		return (this.root != null) ? this.root.data() : ConfigNode.Mapping.EMPTY;
	}

}
