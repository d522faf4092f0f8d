package io.safeconfig.format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Chooses formats, and keeps text as it is.
 */
class ConfigFormatTests {

	@ParameterizedTest
	@ValueSource(strings = { "a.properties", "A.PROPERTIES", "/etc/app/x.y.Properties", ".properties" })
	void propertiesExtensionMeansProperties(String fileName) {
		assertThat(ConfigFormat.forFileName(fileName)).isSameAs(ConfigFormat.properties());
		assertThat(ConfigFormat.properties().supports(fileName)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "properties", "a.yml", "a.properties.bak", "a.properties/x" })
	void everyOtherNameMeansText(String fileName) {
		assertThat(ConfigFormat.forFileName(fileName)).isSameAs(ConfigFormat.text());
		assertThat(ConfigFormat.properties().supports(fileName)).isFalse();
		assertThat(ConfigFormat.text().supports(fileName)).isTrue();
	}

	@Test
	void formatsTellWhatTheyAre() {
		assertThat(ConfigFormat.properties().id()).isEqualTo("properties");
		assertThat(ConfigFormat.properties().hasKeys()).isTrue();
		assertThat(ConfigFormat.properties()).hasToString("ConfigFormat[properties]");
		assertThat(ConfigFormat.text().id()).isEqualTo("text");
		assertThat(ConfigFormat.text().hasKeys()).isFalse();
		assertThat(ConfigFormat.text()).hasToString("ConfigFormat[text]");
	}

	@Test
	void textKeepsAnyBytes() {
		byte[] bytes = { 0, (byte) 0xFF, (byte) 0xFE, '\\', 'u', '\r', '\n' };
		ConfigContent content = ConfigFormat.text().parse(bytes);
		byte[] copy = bytes.clone();
		bytes[0] = 1;
		content.toBytes()[1] = 1;
		assertThat(content.toBytes()).isEqualTo(copy);
	}

	@Test
	void textHasNoKeys() {
		ConfigContent content = ConfigFormat.text().parse(Latin1.bytes("a=1"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(content::keys)
			.withMessageContaining("no keys");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> content.get("a"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> content.set("a", "2"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> content.remove("a"));
	}

}
