package io.safeconfig.integration;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is on the class path of an application, as far as transactions are concerned. */
enum Stack {

	JDBC(List.of("transactionManager"), Library.JDBC),

	JPA(List.of("transactionManager"), Library.JDBC, Library.JPA),

	R2DBC(List.of("connectionFactoryTransactionManager"), Library.R2DBC),

	JDBC_AND_R2DBC(List.of("connectionFactoryTransactionManager"), Library.JDBC, Library.R2DBC),

	KAFKA(List.of("kafkaTransactionManager"), Library.KAFKA),

	/** Spring Boot makes none for JDBC where there is one for Kafka. */
	JDBC_AND_KAFKA(List.of("kafkaTransactionManager"), Library.JDBC, Library.KAFKA),

	NEO4J(List.of("transactionManager"), Library.NEO4J),

	/** Spring Boot configures no manager for MongoDB. */
	MONGODB(List.of(), Library.MONGODB),

	/** Nor for JMS. */
	JMS(List.of(), Library.JMS),

	ALL(List.of("connectionFactoryTransactionManager", "kafkaTransactionManager", "transactionManager"),
			Library.values());

	private static final Pattern STARTER = Pattern.compile("safeconfig-(core|spring-boot-[a-z]+)[/\\\\-]");

	private final List<String> managers;

	private final List<Library> libraries;

	Stack(List<String> managers, Library... libraries) {
		this.managers = managers;
		this.libraries = List.of(libraries);
	}

	List<String> managers() {
		return this.managers;
	}

	boolean hasTransactions() {
		return !this.managers.isEmpty();
	}

	/** Start it with these libraries alone, in a class loader of its own. */
	@SuppressWarnings("unchecked")
	Beans start(Path base, boolean starter) throws Exception {
		String[] properties = { "safeconfig.base-directory=" + base, "safeconfig.probe.scope=in-process",
				"spring.main.banner-mode=off", "logging.level.root=ERROR",
				"spring.datasource.generate-unique-name=true", "spring.kafka.producer.transaction-id-prefix=tx-",
				"spring.jpa.hibernate.ddl-auto=none", "spring.main.lazy-initialization=true" };
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath(starter), ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			return Beans.of((List<List<String>>) loader.loadClass(Starting.class.getName())
				.getMethod("application", String[].class)
				.invoke(null, (Object) properties));
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private URL[] classPath(boolean starter) throws IOException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if ((starter || !STARTER.matcher(entry).find()) && Stream.of(Library.values())
				.noneMatch((library) -> library.contains(entry) && !this.libraries.contains(library))) {
				urls.add(Path.of(entry).toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

	/** What brings a kind of transactions, by the beginnings of its archives. */
	private enum Library {

		JDBC("HikariCP-|spring-jdbc-|spring-boot-(starter-)?jdbc-"),

		JPA("hibernate-|jakarta\\.persistence-|spring-orm-|spring-data-jpa-|spring-boot-(data-jpa|jpa|hibernate)-"),

		R2DBC("r2dbc-|spring-r2dbc-|spring-data-(r2dbc|relational)-|spring-boot-(data-)?r2dbc-"),

		KAFKA("kafka-clients-|spring-kafka-|spring-boot-kafka-"),

		NEO4J("neo4j-|spring-data-neo4j-|spring-boot-(data-)?neo4j-"),

		MONGODB("mongodb-|bson-|spring-data-mongodb-|spring-boot-(data-)?mongodb-"),

		JMS("artemis-|jakarta\\.jms-|spring-jms-|spring-boot-(jms|artemis)-");

		private final Pattern archives;

		Library(String archives) {
			this.archives = Pattern.compile("(" + archives + ").*\\.jar");
		}

		private boolean contains(String entry) {
			return this.archives.matcher(Path.of(entry).getFileName().toString()).matches();
		}

	}

}
