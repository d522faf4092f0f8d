package io.safeconfig.spring.boot.binding;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.safeconfig.ConfigFile;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigFormatException;
import io.safeconfig.ConfigPath;
import io.safeconfig.ConfigValidationException;
import io.safeconfig.ConfigValidator.Violation;
import io.safeconfig.spring.boot.autoconfigure.SafeConfigAutoConfiguration;
import io.safeconfig.spring.boot.autoconfigure.SafeConfigBindingAutoConfiguration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Typed files in an application of Spring Boot. */
class TypedFileTests {

	private static final String YAML = """
			limits:
			  perMinute: ${base}   # what the base says
			  timeout: 90s
			  body: 10MB
			  region: ${my.region:eu}
			  backends:
			    - url: http://${my.host}/a   # first
			      weight: 1
			    - url: http://b
			  tenants:
			    "[acme.com]": 1
			    local: 2
			base: 10
			""";

	record Backend(@NotBlank String url, @DefaultValue("100") @Min(0) int weight) {

	}

	record Limits(@Max(1000) int perMinute, Duration timeout, DataSize body, String region,
			@Valid List<Backend> backends, Map<String, Integer> tenants, @DefaultValue("UTF-8") Charset charset,
			@Nullable Duration grace) {

		Limits with(int max, Duration time, DataSize size) {
			return new Limits(max, time, size, this.region, this.backends, this.tenants, this.charset, this.grace);
		}

		Limits with(List<Backend> changed, Map<String, Integer> quotas) {
			return new Limits(this.perMinute, this.timeout, this.body, this.region, changed, quotas, this.charset,
					this.grace);
		}

		Limits withRegion(String changed) {
			return new Limits(this.perMinute, this.timeout, this.body, changed, this.backends, this.tenants,
					this.charset, this.grace);
		}

	}

	record Color(int rgb) {

	}

	record Theme(Color color) {

	}

	@TempDir
	Path base;

	private ApplicationContextRunner runner;

	@BeforeEach
	void useBaseDirectory() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SafeConfigAutoConfiguration.class,
					SafeConfigBindingAutoConfiguration.class, ValidationAutoConfiguration.class))
			.withPropertyValues("safeconfig.base-directory=" + this.base, "my.host=h");
	}

	private void run(BiConsumer<ConfigFileRepository, ConfigFile<Limits>> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			ConfigFileRepository files = context.getBean(ConfigFileRepository.class);
			files.save("app.yml", YAML);
			test.accept(files, files.file("app.yml", ConfigPath.of("limits"), Limits.class));
		});
	}

	@Test
	void valuesAreBoundAsConfigurationPropertiesAre() {
		run((files, limits) -> assertThat(limits.get()).isEqualTo(new Limits(10, Duration.ofSeconds(90),
				DataSize.ofMegabytes(10), "eu", List.of(new Backend("http://h/a", 1), new Backend("http://b", 100)),
				Map.of("acme.com", 1, "local", 2), StandardCharsets.UTF_8, null)));
	}

	@Test
	void placeholdersAndDefaultsAreNeverWritten() {
		run((files, limits) -> {
			limits.update((old) -> old.with(old.perMinute(), Duration.ofMinutes(3), DataSize.ofKilobytes(1536)));
			assertThat(files.get("app.yml").text()).isEqualTo(YAML.replace("90s", "3m").replace("10MB", "1536KB"));
			limits.update((old) -> old.with(List.of(new Backend("http://h/a", 2), old.backends().get(1)),
					Map.of("acme.com", 5, "local", 2)));
			assertThat(files.get("app.yml").text()).isEqualTo(YAML.replace("90s", "3m")
				.replace("10MB", "1536KB")
				.replace("weight: 1", "weight: 2")
				.replace("]\": 1", "]\": 5"));
			limits.update((old) -> old.with(11, old.timeout(), old.body()));
			assertThat(files.get("app.yml").text()).contains("perMinute: 11   # what");
		});
	}

	@Test
	void placeholdersInListsOfPropertyFilesStay() {
		this.runner.run((context) -> {
			ConfigFileRepository files = context.getBean(ConfigFileRepository.class);
			String text = "backends[0].url=http://${my.host}/a\nbackends[0].weight=1\nbackends[1].url=http://b\n";
			files.save("a.properties", text);
			files.file("a.properties", Limits.class)
				.update((old) -> old.with(List.of(new Backend("http://h/a", 2), new Backend("http://c", 100)),
						Map.of("x.y", 1)));
			assertThat(files.get("a.properties").text())
				.isEqualTo(text.replace("weight=1", "weight=2").replace("//b", "//c") + "tenants.x.y=1\n");
		});
	}

	@Test
	void whatWouldBeReadBackAsSomethingElseIsRefused() {
		run((files, limits) -> {
			assertThatExceptionOfType(ConfigFormatException.class)
				.isThrownBy(() -> limits.update((old) -> old.withRegion("${my.host}")))
				.withMessageContaining("read back");
			assertThat(files.get("app.yml").text()).isEqualTo(YAML);
		});
	}

	@Test
	void allThatIsInvalidIsListedAndNothingChanges() {
		run((files, limits) -> {
			assertThatExceptionOfType(ConfigValidationException.class)
				.isThrownBy(() -> limits.update((old) -> old.with(2000, old.timeout(), old.body())
					.with(List.of(new Backend(" ", -1)), old.tenants())))
				.satisfies((ex) -> assertThat(ex.violations()).extracting(Violation::path)
					.containsExactly("backends[0].url", "backends[0].weight", "perMinute"))
				.withMessageContaining("perMinute must be less than or equal to 1000");
			assertThat(files.get("app.yml").text()).isEqualTo(YAML);
		});
	}

	@Test
	void withoutBeanValidationEverythingIsValid() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("jakarta.validation"))
			.withConfiguration(
					AutoConfigurations.of(SafeConfigAutoConfiguration.class, SafeConfigBindingAutoConfiguration.class))
			.withPropertyValues("safeconfig.base-directory=" + this.base)
			.run((context) -> {
				ConfigFileRepository files = context.getBean(ConfigFileRepository.class);
				files.save("a.properties", "per-minute=2000\n");
				assertThat(files.file("a.properties", Limits.class).get().perMinute()).isEqualTo(2000);
			});
	}

	@Test
	void aValueOfAnotherTypeIsAnErrorWithItsPlaceAndWithoutIt() {
		run((files, limits) -> {
			files.save("app.yml", YAML.replace("90s", "soonish"));
			assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(limits::get)
				.withMessageContaining("'limits.timeout' cannot be read as java.time.Duration at line 3, column")
				.withMessageNotContaining("soonish")
				.withNoCause();
			assertThat(files.get("app.yml").get("limits.body", DataSize.class)).contains(DataSize.ofMegabytes(10));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\": null}", "{\"a\": \"\"}", "{\"a\": {}}", "{\"a\": [1]}", "{\"a\": \"x\"}" })
	void whatIsNoNumberIsNoNull(String json) {
		this.runner.run((context) -> {
			ConfigFileRepository files = context.getBean(ConfigFileRepository.class);
			files.save("a.json", json);
			assertThatExceptionOfType(ConfigFormatException.class)
				.isThrownBy(() -> files.get("a.json").get("a", Integer.class));
			assertThat(files.get("a.json").get("b", Integer.class)).isEmpty();
		});
	}

	@Test
	void convertersOfTheApplicationTakePart() {
		this.runner.withUserConfiguration(Converters.class).run((context) -> {
			ConfigFileRepository files = context.getBean(ConfigFileRepository.class);
			files.save("theme.json", "{\"color\": \"#0000ff\"}");
			assertThat(files.file("theme.json", Theme.class).get()).isEqualTo(new Theme(new Color(255)));
		});
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0s", "PT48H, 2d", "PT90S, 90s", "PT1.5S, 1500ms", "PT0.000001S, 1us", "PT0.000000001S, 1ns",
			"PT-90S, -90s" })
	void durationsAreWrittenInTheLargestUnitThatSaysThem(Duration duration, String text) {
		assertThat(Units.print(duration)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0B", "1, 1B", "1024, 1KB", "1536, 1536B", "10485760, 10MB", "1099511627776, 1TB" })
	void sizesAreWrittenInTheLargestUnitThatSaysThem(long bytes, String text) {
		assertThat(Units.print(DataSize.ofBytes(bytes))).isEqualTo(text);
	}

	@Configuration(proxyBeanMethods = false)
	static class Converters {

		@Bean
		@ConfigurationPropertiesBinding
		Converter<String, Color> colors() {
			return new ColorConverter();
		}

	}

	static class ColorConverter implements Converter<String, Color> {

		@Override
		public Color convert(String text) {
			return new Color(Integer.parseInt(text.substring(1), 16));
		}

	}

}
