package io.safeconfig.format;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;

import static io.safeconfig.format.TomlSamples.add;
import static io.safeconfig.format.TomlSamples.at;
import static io.safeconfig.format.TomlSamples.decimal;
import static io.safeconfig.format.TomlSamples.map;
import static io.safeconfig.format.TomlSamples.node;
import static io.safeconfig.format.TomlSamples.parse;
import static io.safeconfig.format.TomlSamples.remove;
import static io.safeconfig.format.TomlSamples.rename;
import static io.safeconfig.format.TomlSamples.set;
import static io.safeconfig.format.TomlSamples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TomlFormatTests {

	@Test
	void theNameOfAFileTellsTheFormat() {
		assertThat(ConfigFormat.toml().id()).isEqualTo("toml");
		assertThat(ConfigFormat.toml().supports("conf/App.TOML")).isTrue();
		assertThat(ConfigFormat.toml().supports("toml")).isFalse();
	}

	@Test
	void valuesHaveTheirTypesAndTheirText() {
		assertScalar("0xff", 255L, "0xff");
		assertScalar("1_000", 1000L, "1_000");
		assertScalar("1.10", decimal("1.10"), "1.10");
		assertScalar("-inf", Double.NEGATIVE_INFINITY, "-inf");
		assertScalar("nan", Double.NaN, "nan");
		assertScalar("true", true, "true");
		assertScalar("\"a\\tb\"", "a\tb", "a\tb");
		assertScalar("1979-05-27 07:32:00Z", OffsetDateTime.parse("1979-05-27T07:32:00Z"), "1979-05-27 07:32:00Z");
		assertScalar("1979-05-27T07:32:00", LocalDateTime.parse("1979-05-27T07:32:00"), "1979-05-27T07:32:00");
		assertScalar("1979-05-27", LocalDate.parse("1979-05-27"), "1979-05-27");
		assertScalar("07:32:00", LocalTime.parse("07:32:00"), "07:32:00");
	}

	private static void assertScalar(String written, Object value, String text) {
		Mapping root = (Mapping) parse("a = " + written + " # c\n").documents().get(0);
		Scalar scalar = (Scalar) root.entries().get("a");
		assertThat(scalar.value()).isEqualTo(value);
		assertThat(scalar.text()).isEqualTo(text);
	}

	@Test
	void allFormsOfTablesSayTheSame() {
		ConfigNode expected = node(map("a", map("b", map("c", 1)), "l", List.of(map("x", 1), map("x", 2))));
		assertThat(parse("[a.b]\nc = 1\n[[l]]\nx = 1\n[[l]]\nx = 2\n").documents()).containsExactly(expected);
		assertThat(parse("a.b.c = 1\nl = [{x = 1}, {x = 2}]").documents()).containsExactly(expected);
		assertThat(parse("l = [\n{x = 1},\n{x = 2},\n]\na = {b.c = 1}").documents()).containsExactly(expected);
	}

	@Test
	void aFileOfCommentsIsAnEmptyMapping() {
		assertThat(parse("# nothing\n").documents()).containsExactly(Mapping.EMPTY);
	}

	@Test
	void aNewFileTakesItsFirstKeyOrTable() {
		ConfigContent empty = ConfigFormat.toml().empty(ConfigLimits.DEFAULTS);
		assertThat(empty.documents()).containsExactly(Mapping.EMPTY);
		assertThat(empty.toBytes()).isEmpty();
		assertThat(text(empty.edit(0, List.of(add(1, "a"), add("x", "b"))))).isEqualTo("a = 1\nb = \"x\"\n");
		assertThat(text(empty.edit(0, List.of(add(map("b", 1), "a"))))).isEqualTo("[a]\nb = 1\n");
	}

	@Test
	void severalEditsFollowEachOther() {
		ConfigContent content = parse("a = 1\nb = 2 # two\n");
		assertThat(text(content.edit(0, List.of(set(3, "a"), set(4, "b"), rename("c", "a"), remove("b")))))
			.isEqualTo("c = 3\n");
		assertThat(text(content)).isEqualTo("a = 1\nb = 2 # two\n");
	}

	@Test
	void whatTomlCannotSayIsRefused() {
		assertRefused(set(null, "a"), "TOML has no null");
		assertRefused(add(Arrays.asList(1, null), "n"), "TOML has no null");
		assertRefused(set(BigInteger.TWO.pow(64), "a"), "64 bits");
		assertRefused(set(decimal("1e400"), "a"), "doubles");
		assertRefused(set("\uD800", "a"), "half of a surrogate pair");
		assertRefused(set(LocalDate.of(12026, 1, 1), "a"), "could not be read again");
		assertRefused(set(1, "t", 0), "can only be a table");
	}

	private static void assertRefused(ContentEdit edit, String reason) {
		ConfigContent content = parse("a = 1\n[[t]]\nx = 1\n");
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.edit(0, List.of(edit)))
			.withMessageContaining(reason);
	}

	@Test
	void anEditWithoutAPlaceIsTheFaultOfTheCaller() {
		ConfigContent content = parse("a = 1\nb = [1]\n");
		for (ContentEdit edit : List.of(set(1, "x"), remove("a", "b"), remove("b", 1), add(1, "a"), add(1, "b", 2),
				rename("b", "a"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> content.edit(0, List.of(edit)));
		}
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> content.edit(1, List.of()));
	}

	@Test
	void theSameValueChangesNoByte() {
		String text = "a = 0xFF\nb = 'x'\nc = { d = 1.50 }\ne = [ 1,2 ]\n[t]\n";
		ConfigContent content = parse(text);
		ConfigContent edited = content.edit(0, List.of(set(255, "a"), set("x", "b"),
				set(map("d", decimal("1.50")), "c"), set(List.of(1, 2), "e"), set(map(), "t")));
		assertThat(text(edited)).isEqualTo(text);
	}

	@Test
	void positionsAreThoseOfValuesAndHeaders() {
		ConfigContent content = parse(
				"\uFEFF\"\uD83D\uDE80\" = \"\uD83D\uDE80\"\na.b = [ 1,\n  2]\n\n  [t.u]\n  [[l]]\nx = { y = 1 }");
		assertPosition(content, 1, 1);
		assertPosition(content, 1, 7, "\uD83D\uDE80");
		assertPosition(content, 2, 1, "a");
		assertPosition(content, 2, 7, "a", "b");
		assertPosition(content, 3, 3, "a", "b", 1);
		assertPosition(content, 5, 3, "t");
		assertPosition(content, 6, 3, "l", 0);
		assertPosition(content, 7, 11, "l", 0, "x", "y");
		assertThatIllegalArgumentException().isThrownBy(() -> content.position(0, at("nowhere")));
	}

	private static void assertPosition(ConfigContent content, int line, int column, Object... steps) {
		assertThat(content.position(0, at(steps))).contains(new ContentPosition(line, column));
	}

	@Test
	void aMissingLibraryIsNamed() throws Exception {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!entry.contains("tomlj")) {
				urls.add(Path.of(entry).toUri().toURL());
			}
		}
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			Class<?> samples = loader.loadClass(TomlFormatTests.class.getName());
			var parsing = samples.getDeclaredMethod("messageOfParsing");
			parsing.setAccessible(true);
			for (int time = 0; time < 2; time++) {
				assertThat(parsing.invoke(null))
					.isEqualTo("to read TOML, the application needs the library org.tomlj:tomlj");
			}
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError(ex.getCause());
		}
	}

	static String messageOfParsing() {
		try {
			ConfigFormat.toml().parse("a = 1".getBytes(StandardCharsets.UTF_8), ConfigLimits.DEFAULTS);
			return "parsed";
		}
		catch (ContentException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
