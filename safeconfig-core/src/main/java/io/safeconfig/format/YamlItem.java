package io.safeconfig.format;

/**
 * An item of a sequence.
 *
 * @param dash where the dash is; negative in a flow
 */
record YamlItem(int dash, YamlNode value) {

	int start() {
		return (this.dash >= 0) ? this.dash : this.value.start();
	}

	/** Where the value would start if nothing was before it. */
	int head() {
		return (this.dash >= 0) ? this.dash + 1 : this.value.start();
	}

	int end() {
		return this.value.absent() ? head() : this.value.end();
	}

	int outerEnd() {
		return this.value.absent() ? head() : this.value.outerEnd();
	}

}
