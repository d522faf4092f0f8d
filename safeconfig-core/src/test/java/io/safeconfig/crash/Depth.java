package io.safeconfig.crash;

/**
 * How many of the pending changes of accessories (locks, owner records, temps) are told
 * apart. Those of configuration files and journals always all are.
 */
enum Depth {

	/** Like all others: each by itself. */
	EACH,

	/**
	 * In their order, up to any of them; afterwards it only matters which files have a
	 * record or a temp.
	 */
	PREFIX,

	/** All of them or none; afterwards they do not matter. */
	ALL_OR_NONE

}
