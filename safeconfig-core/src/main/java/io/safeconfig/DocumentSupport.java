package io.safeconfig;

import java.util.List;

import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigLimits;

/**
 * How a repository reads what its files say.
 *
 * @param formats the formats in the order in which they are asked; the last one takes
 * every file
 * @param limits what content may demand
 * @param binding makes objects of values
 * @param validator tells what is wrong with such objects
 * @param lastGood the last versions that could be parsed
 */
record DocumentSupport(List<ConfigFormat> formats, ConfigLimits limits, ConfigBinding binding,
		ConfigValidator validator, LastGoodVersions lastGood) {

	DocumentSupport {
		formats = List.copyOf(formats);
	}

	/** The same, for who looks at versions that are no longer current. */
	DocumentSupport withoutMemory() {
		return new DocumentSupport(this.formats, this.limits, this.binding, this.validator, new LastGoodVersions());
	}

	ConfigFormat format(String fileName) {
		return this.formats.stream().filter((format) -> format.supports(fileName)).findFirst().orElseThrow();
	}

}
