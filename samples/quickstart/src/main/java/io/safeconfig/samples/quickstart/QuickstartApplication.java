package io.safeconfig.samples.quickstart;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Serves the configuration files of a directory over HTTP. */
@SpringBootApplication
public class QuickstartApplication {

	/**
	 * Start the application.
	 * @param args the command line, such as {@code --server.port=8081} and
	 * {@code --safeconfig.base-directory=/srv/config}
	 */
	public static void main(String[] args) {
		SpringApplication.run(QuickstartApplication.class, args);
	}

}
