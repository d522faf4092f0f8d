package io.safeconfig.integration;

import java.util.List;

/**
 * What an application has.
 *
 * @param managers the names of all transaction managers
 * @param byType the names of those that are found by type
 * @param primary the names of all primary beans, but for those of SafeConfig
 * @param others the names of all beans but for those of SafeConfig, in their order
 */
record Beans(List<String> managers, List<String> byType, List<String> primary, List<String> others) {

	static Beans of(List<List<String>> lists) {
		return new Beans(lists.get(0), lists.get(1), lists.get(2), lists.get(3));
	}

}
