package io.safeconfig.format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that Spring Boot divides into documents. All examples were tried with the loader
 * of Spring Boot 4.1.2.
 */
class PropertiesDocumentsTests {

	@ParameterizedTest
	@ValueSource(strings = { "a=1\n#---\nb=2\n", "a=1\n!---\nb=2\n", "a=1\r\n#---\r\nb=2\r\n", "a=1\r#---\rb=2\r",
			"a=1\n#--- \t\nb=2\n", "a=1\n#---\n", "a=1\n#---", "a=1\n#---\n\n\nb=2\n", "a=1\n#---\n#---\nb=2\n",
			"a=1\n! c\n#---\nb=2\n", "a=1\n# c\n\n#---\nb=2\n", "#---\na=1\n#---\nb=2\n",
			"a=1\n#---\nb=2\n#---\n# c\nc=3\n", "a=1\n#---\nb=2\n# c\n" })
	void keysOfADividedFileAreRefused(String document) {
		ConfigContent content = Latin1.properties(document);
		assertThatExceptionOfType(ContentException.class).isThrownBy(content::keys);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.get("a"));
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.set("a", "9"));
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.remove("a"));
		assertThat(Latin1.text(content.toBytes())).isEqualTo(document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "#---\na=1\n", "\n#---\n!---\na=1\n", "a=1\n #---\nb=2\n", "a=1\n#--\nb=2\n",
			"a=1\n#----\nb=2\n", "a=1\n# ---\nb=2\n", "a=1\n#---x\nb=2\n", "a=1\n---\nb=2\n", "a=1\n# c\n#---\nb=2\n",
			"a=1\n#---\n# c\nb=2\n", "a=1\n#---\n\n! c\nb=2\n", "a=1\n#--- \n#---\nb=2\n", "a=1\\\n#---\nb=2\n",
			"=1\n#---\na=1\n" })
	void keysOfASingleDocumentAreEditable(String document) {
		ConfigContent content = Latin1.properties(document);
		content.set("a", "9");
		assertThat(content.get("a")).isEqualTo("9");
	}

	@Test
	void refusalNamesTheFirstSeparatorLine() {
		ConfigContent content = Latin1.properties("a=1\r\n\r\n#---\r\nb=2\r\n#---\r\nc=3\r\n");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.set("b", "9"))
			.satisfies((failure) -> assertThat(failure.line()).isEqualTo(3))
			.satisfies((failure) -> assertThat(failure.column()).isEqualTo(1))
			.withMessageContaining("documents");
	}

	@Test
	void editThatWouldDivideTheFileIsRefused() {
		ConfigContent content = Latin1.properties("=1\n#---\na=1\n");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.set(".x", "2"))
			.withMessageContaining("could not be verified");
		assertThat(Latin1.text(content.toBytes())).isEqualTo("=1\n#---\na=1\n");
	}

}
