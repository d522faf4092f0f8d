package io.safeconfig.spring.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.safeconfig.LockOwner;
import io.safeconfig.spring.boot.actuate.FilesDescriptor;
import io.safeconfig.spring.boot.actuate.LockDescriptor;
import io.safeconfig.spring.boot.actuate.SafeConfigEndpoint;
import io.safeconfig.spring.boot.actuate.StoreDescriptor;
import io.safeconfig.store.file.JournalStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application that is processed ahead of time knows of reflection. */
class AheadOfTimeTests {

	@TempDir
	Path parent;

	@Test
	void allThatTheEndpointAnswersCanBeWritten() {
		RuntimeHints hints = process("management.endpoints.web.exposure.include=safeconfig");
		for (Class<?> type : List.of(StoreDescriptor.class, LockDescriptor.class, FilesDescriptor.class,
				FilesDescriptor.FileDescriptor.class, JournalStatus.class, SafeConfigEndpoint.Cleared.class,
				LockOwner.class)) {
			assertThatRecordsCanBeRead(type, hints);
		}
	}

	@Test
	void allSettingsCanBeShown() {
		assertThatRecordsCanBeRead(SafeConfigProperties.class,
				process("management.endpoints.web.exposure.include=safeconfig"));
	}

	@Test
	void theDetailsOfTheHealthCanBeWrittenWithoutTheEndpoint() {
		assertThatRecordsCanBeRead(LockDescriptor.class, process());
	}

	@Test
	void noStoreIsOpened() {
		process("management.endpoints.web.exposure.include=safeconfig");
		assertThat(this.parent).isEmptyDirectory();
	}

	private RuntimeHints process(String... properties) {
		DefaultGenerationContext generated = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(Application.class)), new InMemoryGeneratedFiles());
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(properties)
				.and("safeconfig.base-directory=" + this.parent.resolve("config"))
				.applyTo(context);
			context.register(Application.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generated);
		}
		return generated.getRuntimeHints();
	}

	/** Also those that it holds, however deep. */
	private static void assertThatRecordsCanBeRead(Class<?> type, RuntimeHints hints) {
		Set<Class<?>> records = new LinkedHashSet<>();
		collect(ResolvableType.forClass(type), records);
		assertThat(records).contains(type);
		for (Class<?> found : records) {
			for (RecordComponent component : found.getRecordComponents()) {
				assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
					.as(component.getAccessor().toString())
					.accepts(hints);
			}
		}
	}

	private static void collect(ResolvableType type, Set<Class<?>> records) {
		for (ResolvableType generic : type.getGenerics()) {
			collect(generic, records);
		}
		Class<?> found = type.toClass();
		if (found.isRecord() && records.add(found)) {
			for (RecordComponent component : found.getRecordComponents()) {
				collect(ResolvableType.forMethodReturnType(component.getAccessor()), records);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
