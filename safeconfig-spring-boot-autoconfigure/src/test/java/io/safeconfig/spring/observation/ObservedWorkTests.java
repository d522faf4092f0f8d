package io.safeconfig.spring.observation;

import java.nio.file.Path;

import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a trace shows. */
class ObservedWorkTests {

	@TempDir
	Path base;

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private ConfigFileRepository files;

	@BeforeEach
	void open() {
		this.files = ConfigFileRepository.builder(FileConfigStore.open(this.base))
			.workListener(new ObservedWork(this.registry))
			.build();
	}

	@AfterEach
	void close() {
		this.files.close();
	}

	@Test
	void anUpdateHasItsWaitAndItsCommitInside() {
		this.files.save("a.txt", "a");
		TestObservationRegistryAssert.assertThat(this.registry).hasNumberOfObservationsEqualTo(3);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(ObservedWork.UPDATE)
			.that()
			.hasLowCardinalityKeyValue("outcome", "committed")
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError();
		for (String part : new String[] { ObservedWork.LOCK_WAIT, ObservedWork.COMMIT_WRITE }) {
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo(part)
				.that()
				.hasBeenStopped()
				.hasParentObservationContextMatching((parent) -> parent.getName().equals(ObservedWork.UPDATE));
		}
	}

	@Test
	void whatTheFunctionDoesIsPartOfTheUpdate() {
		this.files.save("a.properties", "a=1");
		this.files.update("a.properties", (document) -> {
			assertThat(this.registry.getCurrentObservation()).isNotNull();
			document.set("a", "2");
		});
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void anErrorIsRecorded() {
		this.files.save("a.properties", "a=1");
		this.registry.clear();
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> this.files.update("a.properties", (document) -> {
				throw new ArithmeticException();
			}));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(ObservedWork.UPDATE)
			.that()
			.hasLowCardinalityKeyValue("outcome", "rolled-back")
			.hasError();
	}

	@Test
	void aTransactionIsOneObservation() {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.txt", "a");
			transaction.save("b.txt", "b");
			transaction.commit();
		}
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo(ObservedWork.TRANSACTION, 1)
			.hasNumberOfObservationsWithNameEqualTo(ObservedWork.LOCK_WAIT, 2)
			.hasNumberOfObservationsWithNameEqualTo(ObservedWork.COMMIT_WRITE, 1);
	}

}
