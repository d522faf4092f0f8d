package io.safeconfig.crash;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever crashes at whatever moment: all old or all new, and all new once the commit
 * has returned.
 */
class CrashStateTests {

	/** What is written in place can be interrupted again and again, in ever new ways. */
	private static final int ENOUGH = 1000;

	@ParameterizedTest
	@EnumSource
	void aChangeOfOneFileSurvivesEveryCrash(Profile profile) {
		check(Scenarios.UPDATE, profile, Depth.EACH, 18);
		check(Scenarios.CREATION, profile, Depth.PREFIX, 35);
		check(Scenarios.REMOVAL, profile, Depth.EACH, 10);
	}

	@ParameterizedTest
	@EnumSource
	void theFirstChangeInANewBaseDirectorySurvivesEveryCrash(Profile profile) {
		// the making of the directories and of the agreement on locking alone has many
		// disks
		check(Scenarios.FIRST_USE, profile, Depth.ALL_OR_NONE, 10);
	}

	@ParameterizedTest
	@EnumSource
	void aFileThatIsReplacedByAnExchangeSurvivesEveryCrash(Profile profile) {
		check(Scenarios.EXCHANGED, profile, Depth.EACH, 18);
		check(Scenarios.TWO_EXCHANGED, profile, Depth.PREFIX, 50);
	}

	@ParameterizedTest
	@EnumSource
	void aTransactionOfTwoFilesSurvivesEveryCrash(Profile profile) {
		check(Scenarios.TWO_FILES, profile, Depth.PREFIX, 100);
	}

	@ParameterizedTest
	@EnumSource
	void aTransactionThatChangesCreatesAndRemovesSurvivesEveryCrash(Profile profile) {
		check(Scenarios.THREE_FILES, profile, Depth.ALL_OR_NONE, 50);
	}

	@ParameterizedTest
	@EnumSource
	void aTransactionOfEightFilesSurvivesEveryCrash(Profile profile) {
		check(Scenarios.EIGHT_FILES, profile, Depth.ALL_OR_NONE, 50);
	}

	@ParameterizedTest
	@EnumSource
	void noOldJournalUndoesALaterChange(Profile profile) {
		check(Scenarios.BACK_TOGETHER, profile, Depth.ALL_OR_NONE, 40);
		check(Scenarios.BACK_ALONE, profile, Depth.ALL_OR_NONE, 40);
		check(Scenarios.BACK_AFTER_RECOVERY, profile, Depth.ALL_OR_NONE, 40);
	}

	@ParameterizedTest
	@EnumSource
	void aChangeThatIsWrittenInPlaceSurvivesEveryCrash(Profile profile) {
		for (Scenario scenario : List.of(Scenarios.IN_PLACE, Scenarios.IN_PLACE_AND_BACK,
				Scenarios.IN_PLACE_AMONG_OTHERS)) {
			CrashReport report = new CrashChecker(scenario, profile, Depth.ALL_OR_NONE, Mutant.NONE, Mutant.NONE,
					ENOUGH)
				.run();
			assertThat(report.violations()).as("%s", report).isEmpty();
			assertThat(report.disks()).isGreaterThanOrEqualTo(20);
		}
	}

	@Tag("soak")
	@ParameterizedTest
	@EnumSource
	void aChangeInANewDirectorySurvivesEveryCrashWithAllTempsToldApart(Profile profile) {
		check(Scenarios.CREATION, profile, Depth.EACH, 300);
	}

	@Tag("soak")
	@ParameterizedTest
	@EnumSource
	void largerTransactionsSurviveEveryCrashWithMoreOfTheirTempsToldApart(Profile profile) {
		check(Scenarios.THREE_FILES, profile, Depth.PREFIX, 300);
		check(Scenarios.BACK_ALONE, profile, Depth.PREFIX, 200);
		check(Scenarios.BACK_AFTER_RECOVERY, profile, Depth.PREFIX, 200);
	}

	private static void check(Scenario scenario, Profile profile, Depth depth, int atLeast) {
		CrashReport report = CrashChecker.check(scenario, profile, depth);
		assertThat(report.violations()).as("%s", report).isEmpty();
		assertThat(report.disks()).isGreaterThanOrEqualTo(atLeast);
	}

}
