package io.safeconfig.format;

import java.util.List;

/**
 * A key, dotted or not.
 *
 * @param parts its parts, at least one
 */
record TomlKey(List<TomlPart> parts) {

	int start() {
		return this.parts.get(0).start();
	}

	int end() {
		return this.parts.get(this.parts.size() - 1).end();
	}

}
