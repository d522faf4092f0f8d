package io.safeconfig.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** What an editor offers while somebody types {@code safeconfig.}. */
class SafeConfigMetadataTests {

	@Test
	void everySettingHasDescriptionTypeAndDefault() throws IOException {
		assertThat(metadata()).containsOnlyKeys("safeconfig.enabled", "safeconfig.base-directory",
				"safeconfig.read-only", "safeconfig.lock.strategy", "safeconfig.probe.scope",
				"safeconfig.lock.location", "safeconfig.lock.suffix", "safeconfig.lock.remove-unused",
				"safeconfig.links.allowed-targets", "safeconfig.list.ignore", "safeconfig.lock.timeout",
				"safeconfig.lock.deadlock-timeout", "safeconfig.read.max-file-size", "safeconfig.write.durability",
				"safeconfig.write.on-non-atomic", "safeconfig.document.max-depth", "safeconfig.document.max-aliases",
				"safeconfig.document.max-number-length", "safeconfig.document.properties-encoding",
				"safeconfig.transaction.synchronize", "safeconfig.lock.hold-warning",
				"safeconfig.health.check-interval", "safeconfig.health.check-timeout", "safeconfig.health.stale-lock",
				"safeconfig.health.long-held-lock", "safeconfig.metrics.file-tags",
				"management.health.safeconfig.enabled", "management.endpoint.safeconfig.access",
				"management.endpoint.safeconfig.cache.time-to-live");
		assertThat(metadata().values()).filteredOn((property) -> property.getId().startsWith("safeconfig."))
			.allSatisfy((property) -> {
				assertThat(property.getType()).isNotBlank();
				assertThat(property.getDefaultValue()).isNotNull();
				assertThat(property.getDescription()).endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
			});
	}

	@Test
	void numbersTellTheirUnit() throws IOException {
		assertThat(metadata().get("safeconfig.lock.timeout").getDescription()).contains("in milliseconds");
		assertThat(metadata().get("safeconfig.lock.deadlock-timeout").getDescription()).contains("in milliseconds");
		assertThat(metadata().get("safeconfig.lock.hold-warning").getDescription()).contains("in milliseconds");
		assertThat(metadata().get("safeconfig.health.check-interval").getDescription()).contains("in milliseconds");
		assertThat(metadata().get("safeconfig.health.check-timeout").getDescription()).contains("in milliseconds");
		assertThat(metadata().get("safeconfig.read.max-file-size").getDescription()).contains("in bytes");
	}

	private static Map<String, ConfigurationMetadataProperty> metadata() throws IOException {
		try (InputStream json = SafeConfigProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return ConfigurationMetadataRepositoryJsonBuilder.create(json).build().getAllProperties();
		}
	}

}
