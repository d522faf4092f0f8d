package io.safeconfig.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Property files in UTF-8, in ISO-8859-1 and in ASCII, and what is written to them. */
class PropertiesEncodingTests {

	private static final Charset UTF_8 = StandardCharsets.UTF_8;

	private static final Charset LATIN_1 = StandardCharsets.ISO_8859_1;

	@TempDir
	Path base;

	@Test
	void readChangeWriteKeepsTextInUtf8() throws Exception {
		Path file = Files.writeString(this.base.resolve("messages.properties"), "# Grüße\ngreeting=Grüße\nsum=1 €\n");
		try (FileConfigStore store = FileConfigStore.open(this.base)) {
			ConfigFileRepository files = ConfigFileRepository.using(store);
			files.update("messages.properties",
					(document) -> document.set("greeting", document.getString("greeting") + "!"));
			assertThat(files.get("messages.properties").getString("greeting")).isEqualTo("Grüße!");
		}
		assertThat(Files.readString(file)).isEqualTo("# Grüße\ngreeting=Gr\\u00FC\\u00DFe!\nsum=1 €\n");
	}

	@Test
	void whereTheEncodingIsNamedARawValueStaysRaw() {
		assertThat(new String(
				edited("# Grüße\ngreeting=Grüße\n", UTF_8, PropertiesEncoding.UTF_8, "greeting", "Tschüß"), UTF_8))
			.isEqualTo("# Grüße\ngreeting=Tschüß\n");
	}

	@Test
	void readChangeWriteKeepsTextInLatin1() {
		assertThat(edited("# Grüße\ngreeting=Grüße\nb=ü\n", LATIN_1, PropertiesEncoding.DETECT, "greeting", "Grüße!"))
			.isEqualTo("# Grüße\ngreeting=Gr\\u00FC\\u00DFe!\nb=ü\n".getBytes(LATIN_1));
	}

	@ParameterizedTest
	@EnumSource
	void aValueWithoutOtherCharactersGetsEscapesWhichEveryReaderUnderstands(PropertiesEncoding encoding) {
		Charset charset = (encoding == PropertiesEncoding.ISO_8859_1) ? LATIN_1 : UTF_8;
		assertThat(new String(edited("a=1\n# ü\nb=\n", charset, encoding, "a", "für \uD83D\uDE80"), charset))
			.isEqualTo("a=f\\u00FCr \\uD83D\\uDE80\n# ü\nb=\n");
		assertThat(new String(added("# ü\nb=1\n", charset, encoding, "ключ", "é"), charset))
			.contains("# ü\nb=1\n\\u043A\\u043B\\u044E\\u0447=\\u00E9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00A0", "\u2028", "\u0085", "\uFEFF", "\u200B", "\uE000", "\n", "\t" })
	void whatNobodySeesIsEscapedAlsoInARawValue(String invisible) {
		byte[] bytes = edited("a=ü\n", UTF_8, PropertiesEncoding.UTF_8, "a", "ü" + invisible + "ö");
		assertThat(new String(bytes, UTF_8)).startsWith("a=ü\\").endsWith("ö\n").doesNotContain("ü" + invisible);
		assertThat(read(bytes, PropertiesEncoding.DETECT, "a")).isEqualTo("ü" + invisible + "ö");
	}

	@Test
	void charactersBeyondTheBasicPlaneStayRaw() {
		byte[] bytes = edited("a=\uD83D\uDE80\n", UTF_8, PropertiesEncoding.UTF_8, "a", " \uD83D\uDE81");
		assertThat(new String(bytes, UTF_8)).isEqualTo("a=\\ \uD83D\uDE81\n");
	}

	@Test
	void halfOfAPairIsWrittenAsAnEscape() {
		byte[] bytes = edited("a=ü\n", UTF_8, PropertiesEncoding.UTF_8, "a", "ü\uD83D");
		assertThat(new String(bytes, UTF_8)).isEqualTo("a=ü\\uD83D\n");
	}

	@Test
	void theEncodingCanBeNamed() {
		byte[] utf8 = "a=ü\n".getBytes(UTF_8);
		assertThat(read(utf8, PropertiesEncoding.DETECT, "a")).isEqualTo("ü");
		assertThat(read(utf8, PropertiesEncoding.UTF_8, "a")).isEqualTo("ü");
		assertThat(read(utf8, PropertiesEncoding.ISO_8859_1, "a")).isEqualTo("Ã¼");
		byte[] latin1 = "a=ü\n".getBytes(LATIN_1);
		assertThat(read(latin1, PropertiesEncoding.DETECT, "a")).isEqualTo("ü");
		assertThat(read(latin1, PropertiesEncoding.ISO_8859_1, "a")).isEqualTo("ü");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> read(latin1, PropertiesEncoding.UTF_8, "a"))
			.withMessageContaining("a byte is not UTF-8");
	}

	@Test
	void textThatWouldBeTakenForAnotherEncodingAfterAnEditIsLeftAlone() {
		byte[] bytes = "a=ü\nb=Ã¼\n".getBytes(LATIN_1);
		assertThat(read(bytes, PropertiesEncoding.DETECT, "b")).isEqualTo("Ã¼");
		ConfigContent content = parse(bytes, PropertiesEncoding.DETECT);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> replace(content, "a", "1"))
			.satisfies((ex) -> assertThat(ex.nextStep()).hasValueSatisfying(
					(step) -> assertThat(step).contains("safeconfig.document.properties-encoding=iso-8859-1")));
		assertThat(replace(parse(bytes, PropertiesEncoding.ISO_8859_1), "a", "1").toBytes())
			.isEqualTo("a=1\nb=Ã¼\n".getBytes(LATIN_1));
	}

	private static byte[] edited(String text, Charset charset, PropertiesEncoding encoding, String key, String value) {
		return replace(parse(text.getBytes(charset), encoding), key, value).toBytes();
	}

	private static ConfigContent replace(ConfigContent content, String key, String value) {
		return content.edit(0, List.of(new ContentEdit.Replace(path(key), ConfigNode.Scalar.of(value))));
	}

	private static byte[] added(String text, Charset charset, PropertiesEncoding encoding, String key, String value) {
		return parse(text.getBytes(charset), encoding)
			.edit(0, List.of(new ContentEdit.Add(path(key), ConfigNode.Scalar.of(value))))
			.toBytes();
	}

	private static NodePath path(String key) {
		return new NodePath(List.of(new NodePath.Key(key)));
	}

	private static String read(byte[] bytes, PropertiesEncoding encoding, String key) {
		return Keys.get(parse(bytes, encoding), key);
	}

	private static ConfigContent parse(byte[] bytes, PropertiesEncoding encoding) {
		return ConfigFormat.properties(encoding).parse(bytes, ConfigLimits.DEFAULTS);
	}

}
