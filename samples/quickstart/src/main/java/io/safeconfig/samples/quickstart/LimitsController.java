package io.safeconfig.samples.quickstart;

import java.time.Duration;

import io.safeconfig.ConfigFile;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigPath;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** A part of a YAML file as a record: an invalid limit never gets into the file. */
@RestController
class LimitsController {

	private final ConfigFile<RequestLimits> limits;

	LimitsController(ConfigFileRepository configFiles) {
		this.limits = configFiles.file("limits.yml", ConfigPath.of("requests"), RequestLimits.class);
	}

	/**
	 * What a client may do.
	 *
	 * @param perMinute requests in a minute
	 * @param timeout how long one may take
	 */
	record RequestLimits(@Min(1) @Max(10_000) int perMinute, Duration timeout) {
	}

	@GetMapping("/limits")
	RequestLimits read() {
		return this.limits.get();
	}

	@PutMapping("/limits/per-minute/{limit}")
	RequestLimits change(@PathVariable int limit) {
		return this.limits.update((old) -> new RequestLimits(limit, old.timeout()));
	}

}
