package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.util.List;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Puts example files into a base directory that has no configuration file at all, before
 * the first request is served.
 * <p>
 * As soon as the directory has one file nothing is added any more: an example that
 * somebody deleted stays deleted. Delete all of them and the next start brings all of
 * them back. Several instances may start at once; each file is made by the one that is
 * first and is never overwritten.
 */
@Component
class SeedFiles implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SeedFiles.class);

	static final List<String> NAMES = List.of("counters.properties", "features.properties", "motd.txt",
			"tenants/acme.properties");

	private final ConfigFileRepository configFiles;

	SeedFiles(ConfigFileRepository configFiles) {
		this.configFiles = configFiles;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.configFiles.list().isEmpty()) {
			NAMES.forEach(this::create);
		}
	}

	private void create(String name) {
		try {
			this.configFiles.create(name, new ClassPathResource("seed/" + name).getContentAsByteArray());
			logger.info("Created the example {}", name);
		}
		catch (ConfigConflictException ex) {
			logger.info("Another instance created the example {} first", name);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The application was built without its example " + name, ex);
		}
	}

}
