package io.safeconfig.format;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.safeconfig.format.TomlSamples.parse;
import static io.safeconfig.format.TomlSamples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The files with which tomli, the parser of Python, is tested.
 */
class TomlSuiteTests {

	/** More digits of a second than Java has; TOML leaves these to the parser. */
	private static final String TOO_PRECISE = "localtime.toml";

	static Stream<Path> validFiles() throws IOException, URISyntaxException {
		return files("tomli/valid").filter((file) -> !file.endsWith(TOO_PRECISE));
	}

	static Stream<Path> invalidFiles() throws IOException, URISyntaxException {
		return Stream.concat(files("tomli/invalid"), files("tomli/valid").filter((file) -> file.endsWith(TOO_PRECISE)));
	}

	private static Stream<Path> files(String directory) throws IOException, URISyntaxException {
		Path root = Path.of(Objects.requireNonNull(TomlSuiteTests.class.getResource("toml/" + directory)).toURI());
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter((file) -> file.toString().endsWith(".toml")).sorted().toList().stream();
		}
	}

	@ParameterizedTest
	@MethodSource("invalidFiles")
	void anInvalidFileIsRefused(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> parse(bytes));
	}

	@ParameterizedTest
	@MethodSource("validFiles")
	void aValidFileIsReadAndGivenBack(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		ConfigContent content = parse(bytes);
		assertThat(content.toBytes()).isEqualTo(bytes);
		assertThat(TomlOracle.plain(content.documents().get(0))).isEqualTo(TomlOracle.read(text(content)));
	}

	@ParameterizedTest
	@MethodSource("validFiles")
	void everyNodeOfAValidFileCanBeEdited(Path file) throws IOException {
		ConfigContent content = parse(Files.readAllBytes(file));
		ConfigNode root = content.documents().get(0);
		for (NodePath path : TomlRandom.paths(root)) {
			if (TomlRandom.node(root, path) instanceof ConfigNode.Mapping) {
				edit(content, new ContentEdit.Add(path.key("new key"), TomlSamples.node("x")));
				edit(content, new ContentEdit.Add(path.key("new"), TomlSamples.node(TomlSamples.map("y", 1))));
			}
			if (path.isRoot()) {
				continue;
			}
			edit(content, new ContentEdit.Remove(path));
			if (path.last() instanceof NodePath.Key) {
				edit(content, new ContentEdit.Replace(path, TomlSamples.node(List.of("x", 1))));
				edit(content, new ContentEdit.Rename(path, "renamed"));
			}
		}
	}

	private static void edit(ConfigContent content, ContentEdit edit) {
		ConfigContent edited = content.edit(0, List.of(edit));
		assertThat(TomlOracle.read(text(edited))).isEqualTo(TomlOracle.plain(edit.applyTo(content.documents().get(0))));
	}

}
