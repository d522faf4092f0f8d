package io.safeconfig.format;

import java.util.List;

import io.safeconfig.format.ConfigNode.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Chooses formats, and keeps text as it is.
 */
class ConfigFormatTests {

	@ParameterizedTest
	@ValueSource(strings = { "a.properties", "A.PROPERTIES", "/etc/app/x.y.Properties", ".properties" })
	void propertiesExtensionMeansProperties(String fileName) {
		assertThat(firstFor(fileName)).isSameAs(ConfigFormat.properties());
		assertThat(ConfigFormat.properties().supports(fileName)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "properties", "a.txt", "a.properties.bak", "a.properties/x" })
	void anUnknownNameMeansText(String fileName) {
		assertThat(firstFor(fileName)).isSameAs(ConfigFormat.text());
		assertThat(ConfigFormat.properties().supports(fileName)).isFalse();
		assertThat(ConfigFormat.text().supports(fileName)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "a.yml, yaml", "a.YAML, yaml", "a.json, json", "tsconfig.jsonc, jsonc", "pyproject.toml, toml" })
	void extensionsMeanTheirFormats(String fileName, String id) {
		assertThat(firstFor(fileName).id()).isEqualTo(id);
	}

	@Test
	void aFormatCanBeGivenOtherExtensions() {
		ConfigFormat format = ConfigFormat.jsonc().forExtensions("json", "code-workspace");
		assertThat(format.supports("A.JSON")).isTrue();
		assertThat(format.supports("a.jsonc")).isFalse();
		assertThat(format.id()).isEqualTo("jsonc");
		assertThat(format.keyStyle()).isEqualTo(KeyStyle.PLAIN);
		assertThat(format.hasKeys()).isTrue();
		assertThat(format.empty(ConfigLimits.DEFAULTS).documents()).containsExactly(Mapping.EMPTY);
		assertThat(format.parse(Latin1.bytes("{} // x"), ConfigLimits.DEFAULTS).documents())
			.containsExactly(Mapping.EMPTY);
		assertThatIllegalArgumentException().isThrownBy(() -> ConfigFormat.jsonc().forExtensions());
		assertThatIllegalArgumentException().isThrownBy(() -> ConfigFormat.jsonc().forExtensions(""));
	}

	@Test
	void textIsAskedLast() {
		List<ConfigFormat> formats = ConfigFormat.standard();
		assertThat(formats).doesNotHaveDuplicates().endsWith(ConfigFormat.text());
		assertThat(formats).extracting(ConfigFormat::id).doesNotHaveDuplicates();
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
	void everyFormatWithKeysStartsWithAnEmptyMapping() {
		for (ConfigFormat format : ConfigFormat.standard()) {
			if (format.hasKeys()) {
				assertThat(format.empty(ConfigLimits.DEFAULTS).documents()).as(format.id())
					.containsExactly(Mapping.EMPTY);
			}
		}
	}

	@Test
	void everyFormatWithKeysRefusesAFileWithoutAByteAndOneThatIsTooLarge() {
		for (ConfigFormat format : ConfigFormat.standard()) {
			if (format.hasKeys()) {
				assertThatExceptionOfType(ContentException.class).as(format.id())
					.isThrownBy(() -> format.parse(new byte[0], ConfigLimits.DEFAULTS));
				assertThatExceptionOfType(ContentException.class).as(format.id())
					.isThrownBy(() -> format.parse(Latin1.bytes("    "), ConfigLimits.DEFAULTS.withBytes(3)));
			}
		}
	}

	@Test
	void textKeepsAnyBytes() {
		byte[] bytes = { 0, (byte) 0xFF, (byte) 0xFE, '\\', 'u', '\r', '\n' };
		ConfigContent content = ConfigFormat.text().parse(bytes, ConfigLimits.DEFAULTS);
		byte[] copy = bytes.clone();
		content.toBytes()[1] = 1;
		assertThat(content.toBytes()).isEqualTo(copy);
		assertThat(ConfigFormat.text().empty(ConfigLimits.DEFAULTS).toBytes()).isEmpty();
	}

	@Test
	void textHasNoKeys() {
		ConfigContent content = ConfigFormat.text().parse(Latin1.bytes("a=1"), ConfigLimits.DEFAULTS);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(content::documents)
			.withMessageContaining("no keys");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> content.edit(0, List.of(Keys.remove("a"))));
		assertThat(content.position(0, NodePath.ROOT.key("a"))).isEmpty();
	}

	private static ConfigFormat firstFor(String fileName) {
		return ConfigFormat.standard().stream().filter((format) -> format.supports(fileName)).findFirst().orElseThrow();
	}

}
