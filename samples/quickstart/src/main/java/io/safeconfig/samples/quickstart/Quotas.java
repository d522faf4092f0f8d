package io.safeconfig.samples.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.spring.transaction.ConfigTransactional;
import org.springframework.stereotype.Service;

/**
 * The limits of the tenants, one file each. What is moved from one to another is in
 * exactly one of them at every moment, whoever looks and whatever crashes.
 */
@Service
class Quotas {

	private static final String LIMIT = "limit";

	private static final String DIRECTORY = "quotas/";

	private static final String SUFFIX = ".properties";

	private final ConfigFileRepository configFiles;

	Quotas(ConfigFileRepository configFiles) {
		this.configFiles = configFiles;
	}

	/**
	 * Move a part of the limit of one tenant to another.
	 * @return the new limits of both
	 */
	@ConfigTransactional(files = { "quotas/#{#from}.properties", "quotas/#{#to}.properties" }, maxAttempts = 3)
	Map<String, Long> transfer(String from, String to, long amount) {
		long available = this.configFiles.get(file(from)).getLong(LIMIT);
		if (available < amount) {
			throw Problems.conflict("'" + from + "' has less than that to give. Nothing was changed.");
		}
		add(from, -amount);
		add(to, amount);
		Map<String, Long> limits = new LinkedHashMap<>();
		limits.put(from, limit(from));
		limits.put(to, limit(to));
		return limits;
	}

	private void add(String tenant, long amount) {
		this.configFiles.update(file(tenant), (document) -> {
			try {
				document.set(LIMIT, Math.addExact(document.getLong(LIMIT), amount));
			}
			catch (ArithmeticException ex) {
				throw Problems.conflict("'" + tenant + "' cannot have so much. Nothing was changed.");
			}
		});
	}

	private long limit(String tenant) {
		return this.configFiles.get(file(tenant)).getLong(LIMIT);
	}

	/** The limits of all tenants as they were together at one moment. */
	Map<String, Long> limits() {
		Map<String, Long> limits = new LinkedHashMap<>();
		this.configFiles.readAll(this.configFiles.list(DIRECTORY + "*" + SUFFIX))
			.forEach((name, file) -> limits.put(tenant(name), file.getLong(LIMIT)));
		return limits;
	}

	boolean has(String tenant) {
		return !tenant.contains("/") && this.configFiles.exists(file(tenant));
	}

	private static String file(String tenant) {
		return DIRECTORY + tenant + SUFFIX;
	}

	private static String tenant(String file) {
		return file.substring(DIRECTORY.length(), file.length() - SUFFIX.length());
	}

}
