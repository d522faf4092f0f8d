package io.safeconfig.format;

/**
 * A key and its value.
 *
 * @param start where the entry starts: the key, or the question mark before it
 * @param name the key as {@link ConfigNode.Mapping} has it
 * @param colon where the colon is; negative if there is none
 */
record YamlEntry(int start, String name, YamlNode key, int colon, YamlNode value) {

	/** Where the value would start if nothing was before it. */
	int head() {
		return (this.colon >= 0) ? this.colon + 1 : this.key.end();
	}

	int end() {
		return this.value.absent() ? head() : this.value.end();
	}

	int outerEnd() {
		return this.value.absent() ? head() : this.value.outerEnd();
	}

	boolean explicit() {
		return this.start < this.key.start();
	}

}
