package io.safeconfig.format;

/**
 * What documents may still demand of whoever reads them.
 */
final class YamlBudget {

	/** How many nodes aliases may add, so that a walk over the data stays short. */
	private static final int EXPANSION = 1_000_000;

	private final SourceText source;

	private final ConfigLimits limits;

	private long nodes;

	private int aliases;

	YamlBudget(SourceText source, ConfigLimits limits) {
		this.source = source;
		this.limits = limits;
	}

	void count() {
		this.nodes++;
	}

	void requireDepth(int depth, int offset) {
		count();
		if (depth > this.limits.depth()) {
			throw this.source
				.failure("values lie in each other deeper than the " + this.limits.depth() + " levels allowed", offset);
		}
	}

	/** What an alias leads to lies as deep as if it was written there. */
	void requireAlias(YamlNode target, int depth, int offset) {
		count();
		int height = target.extent().height();
		if (height > 0 && ++this.aliases > this.limits.aliases()) {
			throw this.source.failure("there are more than the " + this.limits.aliases() + " aliases allowed", offset);
		}
		if (depth + height - 1 > this.limits.depth()) {
			throw this.source.failure("through an alias, values lie in each other deeper than the "
					+ this.limits.depth() + " levels allowed", offset);
		}
	}

	void requireSize(long size, int offset) {
		if (size > EXPANSION + this.nodes) {
			throw this.source.failure("aliases make the document too large", offset);
		}
	}

}
