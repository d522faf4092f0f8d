package io.safeconfig.spring;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Wiring knows what it wires, and nothing points back. */
class ArchitectureTests {

	private final JavaClasses module = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.safeconfig.spring");

	@Test
	void nothingKnowsTheWiring() {
		noClasses().that()
			.resideOutsideOfPackage("io.safeconfig.spring.boot..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.safeconfig.spring.boot..", "org.springframework.boot..")
			.check(this.module);
	}

	@Test
	void noPackagesDependOnEachOtherInACircle() {
		slices().matching("io.safeconfig.spring.(**)").should().beFreeOfCycles().check(this.module);
	}

	@Test
	void eventsNeedNoTransactions() {
		noClasses().that()
			.resideInAPackage("io.safeconfig.spring.event..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.transaction..", "io.safeconfig.spring.transaction..")
			.check(this.module);
	}

	@Test
	void behaviourKnowsTheApiAndNoFileStore() {
		noClasses().that()
			.resideInAnyPackage("io.safeconfig.spring.transaction..", "io.safeconfig.spring.event..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.safeconfig.store..", "io.safeconfig.lock..", "io.safeconfig.os..",
					"java.nio.file..")
			.check(this.module);
	}

}
