package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.ConfigTransactionOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Puts example files into a base directory that has no configuration file at all, before
 * the first request is served: all of them or none.
 * <p>
 * As soon as the directory has one file nothing is added any more: an example that
 * somebody deleted stays deleted. Delete all of them and the next start brings all of
 * them back. Several instances may start at once; one of them makes the files, and the
 * others wait for it.
 */
@Component
class SeedFiles implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SeedFiles.class);

	static final List<String> TENANTS = List.of("acme", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven",
			"inlet", "jetty");

	static final List<String> NAMES = Stream
		.of(Stream.of("counters.properties", "features.properties", "limits.yml", "motd.txt"),
				TENANTS.stream().map((tenant) -> "quotas/" + tenant + ".properties"),
				Stream.of("routes.json", "tenants/acme.properties"))
		.flatMap((names) -> names)
		.toList();

	private final ConfigFileRepository configFiles;

	SeedFiles(ConfigFileRepository configFiles) {
		this.configFiles = configFiles;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.configFiles.list().isEmpty()) {
			createAll();
		}
	}

	private void createAll() {
		ConfigTransactionOptions options = ConfigTransactionOptions.DEFAULT.withFiles(NAMES).withLabel("seed");
		try (ConfigTransaction transaction = this.configFiles.begin(options)) {
			if (!transaction.list().isEmpty()) {
				return; // another instance was first
			}
			for (String name : NAMES) {
				transaction.create(name, new ClassPathResource("seed/" + name).getContentAsByteArray());
			}
			transaction.commit();
			logger.info("Created the examples {}", NAMES);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The application was built without its examples", ex);
		}
	}

}
