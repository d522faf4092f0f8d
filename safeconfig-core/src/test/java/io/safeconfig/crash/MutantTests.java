package io.safeconfig.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A checker that finds nothing must be known to be able to find something. */
class MutantTests {

	private static final int ENOUGH = 2000;

	/** Where a mistake shows. */
	private enum Shows {

		EVERYWHERE,

		/**
		 * Not where entries become durable in their order: there the next directory that
		 * is forced, or the next journal record, takes the forgotten one along.
		 */
		WITHOUT_ORDER,

		/** Nowhere: something else makes sure of the same. */
		NOWHERE

	}

	/** Calls that the engine could have forgotten. */
	enum Forgotten {

		TO_FORCE_THE_TEMP_OF_ONE_FILE(Scenarios.UPDATE, Shows.EVERYWHERE,
				(operation, path, files) -> isForceOfTemp(operation, path)),

		TO_FORCE_THE_TEMPS_OF_A_TRANSACTION(Scenarios.TWO_FILES, Shows.EVERYWHERE,
				(operation, path, files) -> isForceOfTemp(operation, path)),

		TO_FORCE_THE_DIRECTORY_OF_ONE_FILE(Scenarios.UPDATE, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("forceDirectory") && !isJournals(path)),

		TO_FORCE_THE_DIRECTORY_OF_A_REMOVED_FILE(Scenarios.REMOVAL, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("forceDirectory") && !isJournals(path)),

		TO_FORCE_THE_PARENTS_OF_A_NEW_DIRECTORY(Scenarios.CREATION, Shows.WITHOUT_ORDER,
				(operation, path, files) -> operation.equals("forceDirectory") && path.equals(Machine.BASE)),

		TO_FORCE_THE_PARENT_OF_A_NEW_BASE_DIRECTORY(Scenarios.FIRST_USE, Shows.WITHOUT_ORDER,
				(operation, path, files) -> operation.equals("forceDirectory")
						&& path.equals(Machine.BASE.getParent())),

		TO_FORCE_THE_PARENTS_OF_A_NEW_DIRECTORY_IN_A_TRANSACTION(Scenarios.THREE_FILES, Shows.WITHOUT_ORDER,
				(operation, path, files) -> operation.equals("forceDirectory") && path.endsWith("new")),

		TO_FORCE_THE_JOURNAL(Scenarios.TWO_FILES, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("force") && isJournals(path.getParent())),

		TO_FORCE_THE_DIRECTORY_OF_THE_JOURNAL_BEFORE_THE_FILES_ARE_REPLACED(Scenarios.TWO_FILES, Shows.WITHOUT_ORDER,
				(operation, path, files) -> isForceOfJournals(operation, path) && isCommitted(files)),

		TO_FORCE_THE_DIRECTORY_OF_JOURNALS_AFTER_THE_REMOVAL(Scenarios.BACK_ALONE, Shows.WITHOUT_ORDER,
				(operation, path, files) -> isForceOfJournals(operation, path) && !isCommitted(files)),

		TO_FORCE_THE_DIRECTORY_OF_JOURNALS_AT_ALL(Scenarios.TWO_FILES, Shows.WITHOUT_ORDER,
				(operation, path, files) -> isForceOfJournals(operation, path)),

		TO_FORCE_THE_DIRECTORIES_OF_THE_FILES_BEFORE_THE_JOURNAL_GOES(Scenarios.TWO_FILES, Shows.WITHOUT_ORDER,
				(operation, path, files) -> operation.equals("forceDirectory") && path.startsWith(Machine.BASE)
						&& !path.startsWith(Machine.BASE.resolve(".safeconfig"))),

		TO_KEEP_THE_JOURNAL_UNTIL_THE_FILES_ARE_REPLACED(Scenarios.TWO_FILES, Shows.EVERYWHERE,
				(operation, path, files) -> {
					if (operation.equals("replace") && !isJournals(path.getParent())) {
						for (Path journal : journals(files)) {
							files.delete(journal);
						}
					}
					return false;
				}),

		TO_REPLACE_BY_A_RENAME(Scenarios.UPDATE, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("replace") && !isJournals(path.getParent())),

		TO_REPLACE_BY_A_RENAME_IN_A_TRANSACTION(Scenarios.TWO_FILES, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("replace") && !isJournals(path.getParent())),

		TO_FORCE_WHAT_IS_WRITTEN_IN_PLACE(Scenarios.IN_PLACE, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("force") && path.toString().endsWith(".txt")),

		TO_FORCE_THE_JOURNAL_OF_WHAT_IS_WRITTEN_IN_PLACE(Scenarios.IN_PLACE, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("force") && isJournals(path.getParent())),

		/** Only entries have an order; nothing keeps content behind them. */
		TO_FORCE_THE_COMMIT_BEFORE_WRITING_IN_PLACE(Scenarios.IN_PLACE, Shows.EVERYWHERE,
				(operation, path, files) -> isForceOfJournals(operation, path) && isCommitted(files)),

		TO_COMMIT_BY_A_RENAME(Scenarios.TWO_FILES, Shows.EVERYWHERE,
				(operation, path, files) -> operation.equals("replace") && isJournals(path.getParent())),

		TO_FORCE_THE_DIRECTORY_OF_A_FOUND_JOURNAL(Scenarios.TWO_FILES, Shows.WITHOUT_ORDER, Mutant.NONE,
				(operation, path, files) -> isForceOfJournals(operation, path) && isCommitted(files)),

		TO_FORCE_THE_DIRECTORIES_OF_FILES_FOUND_REPLACED(Scenarios.TWO_FILES, Shows.WITHOUT_ORDER, Mutant.NONE,
				(operation, path, files) -> operation.equals("forceDirectory") && path.endsWith("x")),

		TO_FORCE_THE_DIRECTORY_OF_JOURNALS_AFTER_A_DEAD_PROCESS(Scenarios.BACK_AFTER_RECOVERY, Shows.WITHOUT_ORDER,
				Mutant.NONE, (operation, path, files) -> isForceOfJournals(operation, path) && !isCommitted(files)),

		/** It was forced before it got the name by which it is found. */
		TO_FORCE_A_FOUND_JOURNAL(Scenarios.TWO_FILES, Shows.NOWHERE, Mutant.NONE,
				(operation, path, files) -> operation.equals("force") && isJournals(path.getParent())),

		/** They were forced as temps; only what an editor wrote would not be. */
		TO_FORCE_FILES_FOUND_REPLACED(Scenarios.TWO_FILES, Shows.NOWHERE, Mutant.NONE,
				(operation, path, files) -> operation.equals("force") && path.toString().endsWith(".txt")),

		/** The second transaction forces it at its own commit point, before it acts. */
		TO_FORCE_THE_REMOVAL_BEFORE_ANOTHER_TRANSACTION(Scenarios.BACK_TOGETHER, Shows.NOWHERE,
				(operation, path, files) -> isForceOfJournals(operation, path) && !isCommitted(files), Mutant.NONE);

		private final Scenario scenario;

		private final Shows shows;

		private final Mutant mutant;

		private final Mutant recoveryMutant;

		Forgotten(Scenario scenario, Shows shows, Mutant mutant) {
			this(scenario, shows, mutant, mutant);
		}

		Forgotten(Scenario scenario, Shows shows, Mutant mutant, Mutant recoveryMutant) {
			this.scenario = scenario;
			this.shows = shows;
			this.mutant = mutant;
			this.recoveryMutant = recoveryMutant;
		}

		private boolean shows(Profile profile) {
			return this.shows == Shows.EVERYWHERE || (this.shows == Shows.WITHOUT_ORDER && profile != Profile.ORDERED);
		}

		private static boolean isForceOfTemp(String operation, Path path) {
			return operation.equals("force") && path.toString().endsWith(".sctmp");
		}

		private static boolean isForceOfJournals(String operation, Path path) {
			return operation.equals("forceDirectory") && isJournals(path);
		}

		private static boolean isJournals(Path directory) {
			return directory.endsWith("journal");
		}

		private static boolean isCommitted(ModelFiles files) throws IOException {
			return !journals(files).isEmpty();
		}

		private static List<Path> journals(ModelFiles files) throws IOException {
			Path directory = Machine.BASE.resolve(".safeconfig").resolve("journal");
			return (files.stat(directory) == null) ? List.of()
					: files.list(directory).stream().filter((file) -> file.toString().endsWith(".journal")).toList();
		}

	}

	@ParameterizedTest
	@EnumSource
	void whatIsForgottenIsFoundOut(Forgotten forgotten) {
		for (Profile profile : Profile.values()) {
			CrashReport report = new CrashChecker(forgotten.scenario, profile, Depth.ALL_OR_NONE, forgotten.mutant,
					forgotten.recoveryMutant, ENOUGH)
				.run();
			assertThat(!report.violations().isEmpty()).as("%s: %s", profile, report)
				.isEqualTo(forgotten.shows(profile));
		}
	}

}
