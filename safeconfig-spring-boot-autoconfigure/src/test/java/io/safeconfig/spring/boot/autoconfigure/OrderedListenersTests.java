package io.safeconfig.spring.boot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/** Listener beans hear of a lock whose holder died. */
class OrderedListenersTests {

	@TempDir
	Path base;

	@Test
	void allListenersHearOfAStaleLockInOrderAlsoWhenOneFails() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SafeConfigAutoConfiguration.class))
			.withUserConfiguration(Listeners.class)
			.withPropertyValues("safeconfig.base-directory=" + this.base)
			.run((context) -> {
				leaveOwnerRecordBehind("motd.txt");
				context.getBean(ConfigFileRepository.class).save("motd.txt", "hello");
				assertThat(context.getBean(Listeners.class).calls).containsExactly("first motd.txt", "second motd.txt");
				assertThat(this.base.resolve("motd.txt")).hasContent("hello");
			});
	}

	private void leaveOwnerRecordBehind(String name) throws Exception {
		Path locks = Files.createDirectories(this.base.resolve(".safeconfig/locks"));
		Files.writeString(locks.resolve(name + ".owner"), "cut off in a crash");
	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		private final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		ConfigFileListener second() {
			return listener("second", false);
		}

		@Bean
		@Order(1)
		ConfigFileListener first() {
			return listener("first", true);
		}

		private ConfigFileListener listener(String name, boolean failing) {
			return new ConfigFileListener() {
				@Override
				public void staleLockRecovered(String fileName, LockOwner previous) {
					Listeners.this.calls.add(name + " " + fileName);
					if (failing) {
						throw new IllegalStateException("the " + name + " listener fails");
					}
				}
			};
		}

	}

}
