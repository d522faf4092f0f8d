package io.safeconfig.integration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with all that Spring Boot configures have the same transaction managers,
 * and everything else in the same order, with the starter and without it.
 */
class TransactionManagersTests {

	private static final String OURS = "safeConfigTransactionManager";

	@TempDir
	Path base;

	@ParameterizedTest
	@EnumSource
	void theStarterTakesNoManagerAwayAndMakesNoneSecond(Stack stack) throws Exception {
		Beans without = stack.start(this.base, false);
		Beans with = stack.start(this.base, true);
		assertThat(without.managers()).as("what the test is about").isEqualTo(stack.managers());
		assertThat(with.managers()).containsAll(without.managers()).contains(OURS);
		assertThat(with.managers()).hasSize(without.managers().size() + 1);
		assertThat(with.byType()).isEqualTo(without.byType());
		assertThat(with.primary()).isEqualTo(without.primary());
		List<String> added = new ArrayList<>(with.others());
		added.removeAll(without.others());
		// what makes @Transactional work where it did not
		assertThat(added)
			.allMatch((name) -> !stack.hasTransactions() && name.toLowerCase(Locale.ROOT).contains("transaction"));
		List<String> kept = new ArrayList<>(with.others());
		kept.removeAll(added);
		assertThat(kept).as("all that Spring Boot makes, in its order").isEqualTo(without.others());
	}

}
