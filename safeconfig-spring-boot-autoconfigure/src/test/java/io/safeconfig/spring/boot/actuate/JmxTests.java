package io.safeconfig.spring.boot.actuate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.management.MBeanException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanParameterInfo;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The endpoint over JMX, of an application without any web. */
@Timeout(120)
class JmxTests {

	private static final String FILE = "tenants/acme.yml";

	@TempDir
	Path base;

	private ApplicationContextRunner runner;

	private RemoteEndpoint endpoint;

	@BeforeEach
	void connect() throws Exception {
		this.runner = new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("safeconfig.base-directory=" + this.base, "spring.jmx.enabled=true",
					"spring.jmx.default-domain=io.safeconfig.test", "management.endpoints.jmx.exposure.include=*");
		this.endpoint = new RemoteEndpoint("io.safeconfig.test");
	}

	@AfterEach
	void disconnect() throws Exception {
		this.endpoint.close();
	}

	@Test
	void everyPartIsReadWithoutContent() {
		this.runner.run((context) -> {
			context.getBean(ConfigFileRepository.class).save(FILE, "secret: hunter2");
			assertThat(this.endpoint.invoke("overview")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("baseDirectory", this.base.toString())
				.containsEntry("heldLocks", 0)
				.containsKeys("counts", "locks", "journals", "files", "settings");
			assertThat(this.endpoint.invoke("part", "locks")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("total", 1)
				.containsEntry("truncated", false)
				.containsKey("locks");
			assertThat(this.endpoint.invoke("part", "locks/" + FILE)).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("file", FILE)
				.containsEntry("state", "free");
			assertThat(this.endpoint.invoke("part", "files/" + FILE)).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("name", FILE)
				.containsEntry("size", 15)
				.hasEntrySatisfying("modified", (modified) -> assertThat(modified).isInstanceOf(String.class));
			assertThat(this.endpoint.invoke("part", "journals")).isEqualTo(List.of());
			assertThat(this.endpoint.invoke("part", "settings")).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("safeconfig.lock.timeout", "PT10S");
			for (Object shown : List.of(this.endpoint.invoke("overview"), this.endpoint.invoke("part", "files"),
					this.endpoint.invoke("part", "locks"))) {
				assertThat(shown.toString()).contains(FILE).doesNotContain("hunter2", "secret");
			}
			assertThat(this.endpoint.invoke("part", "files/absent.yml")).isNull();
			assertThat(this.endpoint.invoke("part", "nothing")).isNull();
			assertThat(this.endpoint.invoke("part", "")).isNull();
		});
	}

	@Test
	void aPathIsATextThatPeopleCanTypeIntoAConsole() {
		this.runner
			.run((context) -> assertThat(this.endpoint.operations()).filteredOn(MBeanFeatureInfo::getName, "part")
				.singleElement()
				.satisfies((part) -> assertThat(part.getSignature()).extracting(MBeanParameterInfo::getType)
					.containsExactly(String.class.getName())));
	}

	@Test
	void nothingCanBeClearedUnlessAccessIsUnrestricted() {
		this.runner.run((context) -> assertThat(this.endpoint.operations()).extracting(MBeanFeatureInfo::getName)
			.containsExactlyInAnyOrder("overview", "part"));
	}

	@Test
	void aStaleLockIsCleared() {
		unrestricted().run((context) -> {
			leaveAStaleLock(context);
			assertThat(this.endpoint.invoke("part", "locks/" + FILE)).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("state", "stale");
			assertThat(this.endpoint.invoke("clear", "locks/" + FILE)).isEqualTo(Map.of("file", FILE, "cleared", true));
			assertThat(this.endpoint.invoke("clear", "locks/" + FILE))
				.isEqualTo(Map.of("file", FILE, "cleared", false));
			assertThat(this.endpoint.invoke("clear", "files/" + FILE)).isNull();
		});
	}

	private void leaveAStaleLock(AssertableApplicationContext context) throws Exception {
		context.getBean(ConfigFileRepository.class).save(FILE, "a: 1");
		Files.writeString(this.base.resolve(".safeconfig/locks/" + FILE + ".owner"), "left behind");
	}

	@Test
	void aLockThatIsHeldIsRefusedWithItsHolder() {
		unrestricted().withPropertyValues("spring.application.name=orders").run((context) -> {
			try (ConfigTransaction transaction = context.getBean(ConfigFileRepository.class).begin()) {
				transaction.create(FILE, "a: 1");
				assertThatExceptionOfType(MBeanException.class)
					.isThrownBy(() -> this.endpoint.invoke("clear", "locks/" + FILE))
					.havingCause()
					.withMessageContaining("it is held by PID " + ProcessHandle.current().pid() + " (orders");
			}
		});
	}

	@Test
	void whatIsNoNameIsRefused() {
		this.runner.run((context) -> assertThatExceptionOfType(MBeanException.class)
			.isThrownBy(() -> this.endpoint.invoke("part", "locks/../passwd"))
			.havingCause()
			.withMessageContaining("../passwd"));
	}

	@Test
	void springBootExportsNothingWithoutJackson() {
		this.runner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(this.endpoint.names()).isEmpty());
	}

	private ApplicationContextRunner unrestricted() {
		return this.runner.withPropertyValues("management.endpoint.safeconfig.access=UNRESTRICTED");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
