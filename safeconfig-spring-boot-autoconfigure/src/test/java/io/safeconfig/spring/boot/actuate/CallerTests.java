package io.safeconfig.spring.boot.actuate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.spring.monitor.OperatorActions;
import io.safeconfig.spring.monitor.StoreWatch;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Who did what to a lock by hand is in the log. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class CallerTests {

	@TempDir
	Path base;

	private ConfigFileRepository files;

	private StoreWatch watch;

	private SafeConfigEndpointWebExtension web;

	@BeforeEach
	void open() {
		FileConfigStore store = FileConfigStore.open(this.base);
		this.files = ConfigFileRepository.using(store, Duration.ZERO);
		this.files.save("a.yml", "a: 1");
		this.watch = new StoreWatch(store.monitor()::check, Duration.ofHours(1), Duration.ofMinutes(1));
		this.web = new SafeConfigEndpointWebExtension(
				new SafeConfigEndpoint(store, new OperatorActions(store.monitor()), Map.of()), this.watch);
	}

	@AfterEach
	void close() {
		this.watch.close();
		this.files.close();
	}

	@Test
	void whoClearsALockIsLogged(CapturedOutput output) throws Exception {
		Files.writeString(this.base.resolve(".safeconfig/locks/a.yml.owner"), "left behind");
		clearFor("alice", "a.yml");
		clearFor("bob", "a.yml");
		assertThat(output).contains("The stale lock of a.yml was cleared for alice")
			.contains("There was no stale lock of a.yml to clear for bob");
	}

	@Test
	void whoIsRefusedIsLoggedToo(CapturedOutput output) {
		try (ConfigTransaction transaction = this.files.begin()) {
			transaction.save("a.yml", "a: 2");
			assertThat(clearFor("mallory", "a.yml")).isEqualTo(409);
		}
		assertThat(output).contains("A lock was not cleared for mallory: Cannot clear the lock of 'a.yml'");
	}

	@Test
	void nobodyForgesALineOfTheLog(CapturedOutput output) {
		clearFor("eve\n12:00 INFO forged", "a.yml");
		assertThat(clearFor("eve", "a\n12:00 INFO forged")).isEqualTo(400);
		assertThat(output.toString().lines()).isNotEmpty().noneMatch((line) -> line.startsWith("12:00"));
	}

	@Test
	void withoutSecurityNobodyIsNamed(CapturedOutput output) {
		this.web.clear(SecurityContext.NONE, "locks", "a.yml");
		assertThat(output).contains("to clear for somebody whose name is not known");
	}

	private int clearFor(String caller, String file) {
		Principal principal = () -> caller;
		return this.web.clear(new SecurityContext() {

			@Override
			public Principal getPrincipal() {
				return principal;
			}

			@Override
			public boolean isUserInRole(String role) {
				return false;
			}

		}, "locks", file).getStatus();
	}

}
