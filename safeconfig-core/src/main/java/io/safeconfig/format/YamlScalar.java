package io.safeconfig.format;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * A scalar where the text has it.
 */
final class YamlScalar extends YamlNode {

	private final int outerEnd;

	private final ScalarStyle style;

	private final ConfigNode.Scalar data;

	YamlScalar(Props props, int end, int outerEnd, ScalarStyle style, ConfigNode.Scalar data) {
		super(props, end);
		this.outerEnd = outerEnd;
		this.style = style;
		this.data = data;
	}

	@Override
	ConfigNode.Scalar data() {
		return this.data;
	}

	@Override
	Extent extent() {
		return Extent.SINGLE;
	}

	@Override
	int outerEnd() {
		return this.outerEnd;
	}

	@Override
	boolean absent() {
		return end() == start();
	}

	ScalarStyle style() {
		return this.style;
	}

	boolean block() {
		return this.style == ScalarStyle.LITERAL || this.style == ScalarStyle.FOLDED;
	}

}
