package io.safeconfig.format;

/**
 * An alias: it says what another node says.
 */
final class YamlAlias extends YamlNode {

	private final YamlNode target;

	YamlAlias(int start, int end, YamlNode target) {
		super(Props.none(start), end);
		this.target = target;
	}

	YamlNode target() {
		return this.target;
	}

	@Override
	ConfigNode data() {
		return this.target.data();
	}

	@Override
	Extent extent() {
		return this.target.extent();
	}

}
