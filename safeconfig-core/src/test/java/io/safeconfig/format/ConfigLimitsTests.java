package io.safeconfig.format;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConfigLimitsTests {

	@Test
	void theDefaultsAreThoseTheDocumentationNames() {
		assertThat(ConfigLimits.DEFAULTS).isEqualTo(new ConfigLimits(10 * 1024 * 1024, 50, 50, 1000));
	}

	@Test
	void limitsThatNothingCouldKeepAreRefusedByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConfigLimits(0, 1, 1, 1))
			.withMessage("bytes must be at least 1 but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new ConfigLimits(1, 1, 1, -5))
			.withMessageStartingWith("numberLength");
	}

	@Test
	void anotherSizeLeavesTheOtherLimits() {
		assertThat(new ConfigLimits(1, 2, 3, 4).withBytes(9)).isEqualTo(new ConfigLimits(9, 2, 3, 4));
		assertThatIllegalArgumentException().isThrownBy(() -> ConfigLimits.DEFAULTS.withBytes(0));
	}

}
