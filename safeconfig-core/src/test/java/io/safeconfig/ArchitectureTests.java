package io.safeconfig;

import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTests {

	private final JavaClasses engine = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.safeconfig");

	@Test
	void noPackagesDependOnEachOtherInACircle() {
		slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(this.engine);
	}

	@Test
	void theApiKnowsStoresAndFormatsButNoFilesAndNoLocks() {
		noClasses().that()
			.resideInAPackage("io.safeconfig")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.safeconfig.store.file..", "io.safeconfig.lock..", "io.safeconfig.os..")
			.check(this.engine);
	}

	@Test
	void formatsKnowNothingOfTheRest() {
		noClasses().that()
			.resideInAPackage("io.safeconfig.format..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.safeconfig", "io.safeconfig.store..", "io.safeconfig.lock..", "io.safeconfig.os..",
					"java.nio.file..")
			.check(this.engine);
	}

	@Test
	void theStoreInterfaceKnowsNoPathsAndNothingOfTheRest() {
		noClasses().that()
			.resideInAPackage("io.safeconfig.store")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.safeconfig", "io.safeconfig.store.file..", "io.safeconfig.format..",
					"io.safeconfig.lock..", "io.safeconfig.os..", "java.nio.file..", "java.nio.channels..")
			.check(this.engine);
	}

	@Test
	void onlyTheFileStoreUsesLocks() {
		classes().that()
			.resideInAPackage("io.safeconfig.lock..")
			.should()
			.onlyBeAccessed()
			.byAnyPackage("io.safeconfig.lock..", "io.safeconfig.store.file..")
			.check(this.engine);
	}

	@Test
	void onlyTheSeamTouchesFiles() {
		noClasses().that()
			.resideOutsideOfPackage("io.safeconfig.os..")
			.should()
			.dependOnClassesThat()
			.belongToAnyOf(Files.class, FileChannel.class, AsynchronousFileChannel.class)
			.orShould()
			.dependOnClassesThat()
			.haveNameMatching("java\\.io\\.(File|RandomAccessFile|File(In|Out)putStream|File(Reader|Writer))")
			.check(this.engine);
	}

	@Test
	void theEngineKnowsNoFramework() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "io.micrometer..")
			.check(this.engine);
	}

	@Test
	void onlyTheSeamAsksTheWallClockAndDrawsNonces() {
		noClasses().that()
			.resideInAnyPackage("io.safeconfig.lock..", "io.safeconfig.store.file..")
			.should()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(Instant.class, "now")
			.orShould()
			.dependOnClassesThat()
			.belongToAnyOf(SecureRandom.class)
			.check(this.engine);
	}

	/** Every package is a slice of its own, also the one that holds the others. */
	private static final class EachPackage implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return type.getPackageName().startsWith("io.safeconfig") ? SliceIdentifier.of(type.getPackageName())
					: SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "each package";
		}

	}

}
