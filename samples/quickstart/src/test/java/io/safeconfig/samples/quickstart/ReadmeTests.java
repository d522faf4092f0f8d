package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ReadmeTests {

	private static final String IMPORTS = """
			import io.safeconfig.*;
			import io.safeconfig.store.file.*;
			import java.nio.file.Path;
			import java.util.*;
			import org.springframework.stereotype.Service;
			""";

	private final Readme readme = new Readme();

	@TempDir
	Path output;

	@Test
	void theExamplesCompile() {
		List<String> blocks = this.readme.blocks("java");
		assertThat(blocks).hasSize(8);
		for (String block : blocks) {
			String source = block.contains("class ") ? block
					: "class Features { ConfigFileRepository configFiles; void example() {\n" + block + "}}";
			assertThat(compile(IMPORTS + source)).isEmpty();
		}
	}

	@Test
	void theDependencyIsTheStarterOfThisVersion() throws IOException {
		String dependency = this.readme.blocks("xml").get(0);
		String pom = Files.readString(Path.of("..", "..", "safeconfig-spring-boot-starter", "pom.xml"));
		for (String element : List.of("groupId", "artifactId", "version")) {
			String line = dependency.lines().filter((text) -> text.contains("<" + element + ">")).findFirst().get();
			assertThat(pom).contains(line.strip());
		}
	}

	@Test
	void thePythonExampleLocksTheLockFile() throws Exception {
		Path python = Path.of("/usr/bin/python3");
		boolean required = Boolean.parseBoolean(System.getenv("SAFECONFIG_REQUIRE_TOOLS"));
		assumeTrue(required || Files.isExecutable(python), "This test needs the program 'python3'");
		Path locks = Files.createDirectories(this.output.resolve("config/.safeconfig/locks"));
		Files.createFile(locks.resolve("features.properties.lck"));
		Process process = new ProcessBuilder(python.toString(), "-c",
				"import fcntl\n" + this.readme.blocks("python").get(0))
			.directory(this.output.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	@Test
	void aWorkingExampleStandsWithinTheFirstFortyLines() {
		assertThat(this.readme.lineOf("## Try it")).isLessThanOrEqualTo(40);
	}

	@Test
	void theSettingsAreThoseOfTheMetadata() throws IOException {
		Map<String, String> documented = this.readme.settings()
			.stream()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> Objects.requireNonNullElse(row.group(2), ""),
					(a, b) -> a, TreeMap::new));
		assertThat(documented).isEqualTo(settingsOfTheMetadata());
	}

	private static Map<String, String> settingsOfTheMetadata() throws IOException {
		Path metadata = Path.of("..", "..", "safeconfig-spring-boot-autoconfigure", "target", "classes", "META-INF",
				"spring-configuration-metadata.json");
		Map<String, String> settings = new TreeMap<>();
		for (JsonNode property : new JsonMapper().readTree(Files.readString(metadata)).get("properties")) {
			String name = property.get("name").asString();
			if (name.startsWith("safeconfig.")) {
				JsonNode value = property.get("defaultValue");
				settings.put(name,
						value.isArray() ? String.join(",", value.valueStream().map(JsonNode::asString).toList())
								: asProperty(value.asString()));
			}
		}
		return settings;
	}

	/**
	 * The default of a list as it is written in a property: the processor of Spring Boot
	 * 4.1 writes one with several values as the text of a Java list.
	 */
	private static String asProperty(String value) {
		return (value.startsWith("[") && value.endsWith("]"))
				? value.substring(1, value.length() - 1).replace(", ", ",") : value;
	}

	/** What the compiler says, nothing if it is content. */
	private String compile(String source) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Features.java"),
				JavaFileObject.Kind.SOURCE) {
			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}
		};
		boolean compiled = compiler
			.getTask(messages, null, null,
					List.of("-proc:none", "-d", this.output.toString(), "-cp", System.getProperty("java.class.path")),
					null, List.of(file))
			.call();
		return compiled ? "" : messages.toString();
	}

}
