package io.safeconfig.samples.quickstart;

import java.util.Map;
import java.util.random.RandomGenerator;

/** A transfer between two different tenants. */
record Transfer(String from, String to, long amount) {

	static Transfer random(RandomGenerator random) {
		int from = random.nextInt(SeedFiles.TENANTS.size());
		int to = (from + 1 + random.nextInt(SeedFiles.TENANTS.size() - 1)) % SeedFiles.TENANTS.size();
		return new Transfer(SeedFiles.TENANTS.get(from), SeedFiles.TENANTS.get(to), 1 + random.nextLong(30));
	}

	String toJson() {
		return "{\"from\":\"%s\",\"to\":\"%s\",\"amount\":%d}".formatted(this.from, this.to, this.amount);
	}

	void applyTo(Map<String, Long> limits) {
		limits.merge(this.from, -this.amount, Long::sum);
		limits.merge(this.to, this.amount, Long::sum);
	}

}
