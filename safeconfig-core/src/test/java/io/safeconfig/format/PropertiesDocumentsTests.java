package io.safeconfig.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that Spring Boot divides into documents. All examples were tried with the loader
 * of Spring Boot 4.1.2.
 */
class PropertiesDocumentsTests {

	record Divided(String file, List<Map<String, String>> documents) {

	}

	@ParameterizedTest
	@MethodSource
	void aFileIsDividedWhereSpringBootDividesIt(Divided example) {
		ConfigContent content = Latin1.properties(example.file());
		List<ConfigNode> expected = example.documents().stream().map(PropertiesDocumentsTests::mapping).toList();
		assertThat(content.documents()).isEqualTo(expected);
	}

	static Stream<Divided> aFileIsDividedWhereSpringBootDividesIt() {
		Map<String, String> a = Map.of("a", "1");
		Map<String, String> b = Map.of("b", "2");
		Map<String, String> c = Map.of("c", "3");
		return Stream.of(new Divided("a=1\n#---\nb=2\n", List.of(a, b)), new Divided("a=1\n!---\nb=2\n", List.of(a, b)),
				new Divided("a=1\r\n#---\r\nb=2\r\n", List.of(a, b)), new Divided("a=1\r#---\rb=2\r", List.of(a, b)),
				new Divided("a=1\n#--- \t\nb=2\n", List.of(a, b)), new Divided("a=1\n#---\n", List.of(a)),
				new Divided("a=1\n#---", List.of(a)), new Divided("a=1\n#---\n\n\nb=2\n", List.of(a, b)),
				new Divided("a=1\n#---\n#---\nb=2\n", List.of(a, b)),
				new Divided("a=1\n! c\n#---\nb=2\n", List.of(a, b)),
				new Divided("a=1\n# c\n\n#---\nb=2\n", List.of(a, b)),
				new Divided("#---\na=1\n#---\nb=2\n", List.of(a, b)),
				new Divided("a=1\n#---\nb=2\n#---\n# c\nc=3\n", List.of(a, Map.of("b", "2", "c", "3"))),
				new Divided("a=1\n#---\nb=2\n# c\n", List.of(a, b)),
				new Divided("a=1\n#---\nb=2\n#---\nc=3\n", List.of(a, b, c)), new Divided("#---\na=1\n", List.of(a)),
				new Divided("a=1\n#---\n=2\n#---\nb=2\n", List.of(a, Map.of("", "2", "b", "2"))),
				new Divided("a=1\n#---\n=2\n", List.of(Map.of("a", "1", "", "2"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "#---\na=1\n", "\n#---\n!---\na=1\n", "a=1\n #---\nb=2\n", "a=1\n#--\nb=2\n",
			"a=1\n#----\nb=2\n", "a=1\n# ---\nb=2\n", "a=1\n#---x\nb=2\n", "a=1\n---\nb=2\n", "a=1\n# c\n#---\nb=2\n",
			"a=1\n#---\n# c\nb=2\n", "a=1\n#---\n\n! c\nb=2\n", "a=1\n#--- \n#---\nb=2\n", "a=1\\\n#---\nb=2\n",
			"=1\n#---\na=1\n" })
	void whatIsNoSeparatorDividesNothing(String document) {
		ConfigContent content = Latin1.properties(document);
		assertThat(content.documents()).hasSize(1);
		assertThat(Keys.get(Keys.set(content, "a", "9"), "a")).isEqualTo("9");
	}

	@Test
	void anEditThatWouldDivideTheFileIsRefused() {
		ConfigContent content = Latin1.properties("=1\n#---\na=1\n");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> Keys.set(content, ".x", "2"))
			.withMessageContaining("would say something else");
		assertThat(Latin1.text(content.toBytes())).isEqualTo("=1\n#---\na=1\n");
	}

	@Test
	void anEditThatWouldJoinDocumentsIsRefused() {
		ConfigContent content = Latin1.properties("a=1\n# c\nb=2\n#---\nc=3\n");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> Keys.remove(content, "b"))
			.withMessageContaining("would say something else");
	}

	@Test
	void theLastKeyOfADocumentStays() {
		ConfigContent content = Latin1.properties("a=1\na=2\n#---\nb=2\n#---\nc=3");
		for (int document = 0; document < 3; document++) {
			int number = document;
			String key = List.of("a", "b", "c").get(number);
			assertThatExceptionOfType(ContentException.class)
				.isThrownBy(() -> content.edit(number, List.of(Keys.remove(key))))
				.withMessageContaining("last key of a document");
		}
	}

	@Test
	void aDocumentThatIsNotThereCannotBeEdited() {
		ConfigContent content = Latin1.properties("a=1\n#---\nb=2\n");
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> content.edit(2, List.of()));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> content.edit(-1, List.of()));
	}

	private static ConfigNode mapping(Map<String, String> document) {
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		document.forEach((key, value) -> entries.put(key, Scalar.of(value)));
		return new Mapping(entries);
	}

}
