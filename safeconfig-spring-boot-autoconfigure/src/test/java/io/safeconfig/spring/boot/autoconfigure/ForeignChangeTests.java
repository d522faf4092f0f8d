package io.safeconfig.spring.boot.autoconfigure;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.os.Leases;
import io.safeconfig.spring.event.ForeignChangePutAsideEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a program writes to a file that has just been replaced reaches the application.
 */
@Timeout(120)
@EnabledOnOs({ OS.LINUX, OS.MAC })
class ForeignChangeTests {

	@TempDir
	Path base;

	/** The build takes no leases here, which would keep the change waiting. */
	@Test
	void listenersAreToldOfItAndItIsPublished() {
		assertThat(Leases.expectation()).isNotEqualTo(Leases.Expectation.USABLE);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SafeConfigAutoConfiguration.class))
			.withUserConfiguration(Listeners.class)
			.withPropertyValues("safeconfig.base-directory=" + this.base)
			.run((context) -> {
				ConfigFileRepository files = context.getBean(ConfigFileRepository.class);
				files.create("motd.txt", "hello");
				try (RandomAccessFile old = new RandomAccessFile(this.base.resolve("motd.txt").toFile(), "rw")) {
					files.save("motd.txt", "good morning");
					old.write("hullo".getBytes(StandardCharsets.UTF_8));
				}
				Listeners listeners = context.getBean(Listeners.class);
				ForeignChangePutAsideEvent event = listeners.events.poll(1, TimeUnit.MINUTES);
				assertThat(event.fileName()).isEqualTo("motd.txt");
				assertThat(Path.of(event.copy())).hasParent(this.base).hasContent("hullo");
				assertThat(listeners.heard).containsExactly(event.copy());
				assertThat(this.base.resolve("motd.txt")).hasContent("good morning");
				assertThat(files.list()).containsExactly("motd.txt");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		private final BlockingQueue<ForeignChangePutAsideEvent> events = new LinkedBlockingQueue<>();

		@Bean
		ConfigFileListener listener() {
			return new ConfigFileListener() {
				@Override
				public void foreignChangePutAside(String fileName, String copy) {
					Listeners.this.heard.add(copy);
				}
			};
		}

		@EventListener
		void putAside(ForeignChangePutAsideEvent event) {
			this.events.add(event);
		}

	}

}
