package io.safeconfig.samples.quickstart;

import java.util.Map;

import io.safeconfig.ConfigDocument;
import io.safeconfig.ConfigFileRepository;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Counts across all instances. A number that was answered is on disk and no other request
 * is ever answered with it.
 */
@RestController
class CounterController {

	private static final String FILE = "counters.properties";

	private final ConfigFileRepository configFiles;

	CounterController(ConfigFileRepository configFiles) {
		this.configFiles = configFiles;
	}

	@PostMapping("/counters/{key}")
	Map<String, Long> increment(@PathVariable String key) {
		return Map.of("value",
				this.configFiles.updateOrCreate(FILE, (document) -> increment(document, key)).getLong(key));
	}

	private static void increment(ConfigDocument document, String key) {
		long value = document.getLong(key, 0);
		if (value == Long.MAX_VALUE) {
			throw Problems.conflict("The counter '" + key + "' is at its largest value. Nothing was changed.");
		}
		document.set(key, value + 1);
	}

}
