package io.safeconfig.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
		assertThatIllegalArgumentException().isThrownBy(() -> new ConfigLimits(1, 129, 1, 1))
			.withMessage("depth must be at most 128 but is 129");
	}

	@Test
	void anotherSizeLeavesTheOtherLimits() {
		assertThat(new ConfigLimits(1, 2, 3, 4).withBytes(9)).isEqualTo(new ConfigLimits(9, 2, 3, 4));
		assertThatIllegalArgumentException().isThrownBy(() -> ConfigLimits.DEFAULTS.withBytes(0));
	}

	@ParameterizedTest
	@CsvSource({ "yaml, '', [, ]", "yaml, '', '{a: ', }", "json, '', [, ]", "json, '', '{\"a\":', }",
			"toml, 'a = ', [, ]", "toml, 'a = ', '{a = ', }" })
	void theHighestDepthFitsOnASmallStack(String id, String start, String open, String close)
			throws InterruptedException {
		ConfigFormat format = Stream.of(ConfigFormat.yaml(), ConfigFormat.json(), ConfigFormat.toml())
			.filter((one) -> one.id().equals(id))
			.findFirst()
			.orElseThrow();
		int levels = start.isEmpty() ? 128 : 127;
		ConfigLimits highest = new ConfigLimits(1_000_000, 128, 0, 1000);
		List<Throwable> failures = new ArrayList<>();
		Runnable read = () -> {
			String end = open.startsWith("[") ? "" : "1";
			byte[] deep = (start + open.repeat(levels) + end + close.repeat(levels)).getBytes(StandardCharsets.UTF_8);
			assertThat(format.parse(deep, highest)).satisfies(
					(content) -> assertThat(content.documents()).isEqualTo(format.parse(deep, highest).documents()));
			assertThatExceptionOfType(ContentException.class).isThrownBy(
					() -> format.parse((start + open.repeat(100_000)).getBytes(StandardCharsets.UTF_8), highest));
		};
		Thread thread = new Thread(null, read, "small", 512 * 1024);
		thread.setUncaughtExceptionHandler((failed, ex) -> failures.add(ex));
		thread.start();
		thread.join();
		assertThat(failures).isEmpty();
	}

}
