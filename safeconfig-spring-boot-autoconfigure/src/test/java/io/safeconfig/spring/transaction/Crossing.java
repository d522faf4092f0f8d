package io.safeconfig.spring.transaction;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.spring.boot.autoconfigure.SafeConfigAutoConfiguration;
import io.safeconfig.spring.boot.autoconfigure.SafeConfigTransactionAutoConfiguration;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application that changes two files in the order that it is given, waiting in between
 * in its first attempt. As a program it says {@code first} then, waits for a line, and
 * says {@code done} and the number of attempts in the end.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ SafeConfigAutoConfiguration.class, SafeConfigTransactionAutoConfiguration.class })
@Import(Crossing.Service.class)
class Crossing {

	static ConfigurableApplicationContext open(Path base) {
		return new SpringApplicationBuilder(Crossing.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run("--safeconfig.base-directory=" + base, "--safeconfig.lock.timeout=1h",
					"--safeconfig.lock.deadlock-timeout=300ms");
	}

	public static void main(String[] arguments) throws Exception {
		try (ConfigurableApplicationContext context = open(Path.of(arguments[0]))) {
			AtomicInteger attempts = new AtomicInteger();
			context.getBean(Service.class).change(arguments[1], arguments[2], attempts, () -> {
				System.out.println("first");
				System.in.read();
			});
			System.out.println("done " + attempts);
		}
	}

	/** What happens between the two changes. */
	@FunctionalInterface
	interface Pause {

		void await() throws Exception;

	}

	static class Service {

		private final ConfigFileRepository files;

		Service(ConfigFileRepository files) {
			this.files = files;
		}

		@ConfigTransactional(maxAttempts = 3)
		void change(String first, String second, AtomicInteger attempts, Pause pause) throws Exception {
			increment(first);
			if (attempts.incrementAndGet() == 1) {
				pause.await();
			}
			increment(second);
		}

		private void increment(String name) {
			this.files.update(name, (document) -> document.set("n", document.getInt("n") + 1));
		}

	}

}
