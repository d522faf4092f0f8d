package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

class ReadmeTests {

	private static final String IMPORTS = """
			import io.safeconfig.*;
			import io.safeconfig.store.file.*;
			import java.nio.file.Path;
			import org.springframework.stereotype.Service;
			""";

	private final Readme readme = new Readme();

	@TempDir
	Path output;

	@Test
	void theExamplesCompile() {
		List<String> blocks = this.readme.blocks("java");
		assertThat(blocks).hasSize(2);
		for (String block : blocks) {
			String source = block.contains("class ") ? block : "class Features { void example() {\n" + block + "}}";
			assertThat(compile(IMPORTS + source)).isEmpty();
		}
	}

	@Test
	void aWorkingExampleStandsWithinTheFirstFortyLines() {
		assertThat(this.readme.lineOf("## Try it")).isLessThanOrEqualTo(40);
	}

	@Test
	void theSettingsAreThoseOfTheMetadata() throws IOException {
		Map<String, String> documented = this.readme.settings()
			.stream()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> row.group(2), (a, b) -> a, TreeMap::new));
		assertThat(documented).isEqualTo(settingsOfTheMetadata());
	}

	private static Map<String, String> settingsOfTheMetadata() throws IOException {
		Path metadata = Path.of("..", "..", "safeconfig-spring-boot-autoconfigure", "target", "classes", "META-INF",
				"spring-configuration-metadata.json");
		Map<String, String> settings = new TreeMap<>();
		for (JsonNode property : new JsonMapper().readTree(Files.readString(metadata)).get("properties")) {
			settings.put(property.get("name").asString(), property.get("defaultValue").asString());
		}
		return settings;
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
