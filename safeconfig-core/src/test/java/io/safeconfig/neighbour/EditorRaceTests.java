package io.safeconfig.neighbour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.safeconfig.process.ChildProcess;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What editors and tools save while an application updates the same file is never lost in
 * silence. Not below {@code /tmp}, where vim and emacs save in another way.
 */
@Timeout(3600)
@EnabledOnOs(OS.LINUX)
class EditorRaceTests {

	private static final SavingProgram[] PROGRAMS = SavingProgram.values();

	private static final int TIMES = Integer.getInteger("safeconfig.test.times", 33);

	/** Without leases each save takes a moment, in which it counts as being under way. */
	private static final int TIMES_WITHOUT_LEASES = Math.min(3, TIMES);

	@TempDir(factory = BesideTheClasses.class)
	Path directory;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void noSaveIsLostInSilence(boolean leases) throws Exception {
		SavingProgram.requireAll();
		Path base = Files.createDirectory(this.directory.resolve("base"));
		Path work = Files.createDirectory(this.directory.resolve("work"));
		Files.writeString(base.resolve(EditedFile.NAME), EditedFile.initial());
		try (ChildProcess updater = updater(leases, base)) {
			updater.expect("updating");
			EditorRace race = new EditorRace(base, work, updater);
			int saves = (leases ? TIMES : TIMES_WITHOUT_LEASES) * PROGRAMS.length;
			for (int save = 1; save <= saves; save++) {
				race.save(PROGRAMS[save % PROGRAMS.length], save);
			}
			race.finish();
			System.out
				.println((leases ? "With" : "Without") + " JNA, " + race.report() + "; " + updater.remainingLines());
			race.assertNothingIsLost(leases);
		}
	}

	/** Leases on files are asked for through JNA, as {@code flock} is. */
	private static ChildProcess updater(boolean leases, Path base) throws Exception {
		return leases ? ChildProcess.silentJavaUnder(List.of(), RestlessUpdater.class, base)
				: ChildProcess.silentJavaWithout("/jna/", RestlessUpdater.class, base);
	}

	/** A directory that no editor takes for a temporary one. */
	static final class BesideTheClasses implements TempDirFactory {

		@Override
		public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws Exception {
			return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "editors").toRealPath();
		}

	}

}
