package io.safeconfig.format;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.safeconfig.format.TomlSamples.add;
import static io.safeconfig.format.TomlSamples.decimal;
import static io.safeconfig.format.TomlSamples.map;
import static io.safeconfig.format.TomlSamples.parse;
import static io.safeconfig.format.TomlSamples.remove;
import static io.safeconfig.format.TomlSamples.rename;
import static io.safeconfig.format.TomlSamples.set;
import static io.safeconfig.format.TomlSamples.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What edits must leave, written by hand. Each one is made in a file with line feeds,
 * with carriage returns and line feeds, without final line end, with a byte order mark,
 * and behind characters that are two in Java and four bytes in UTF-8.
 */
class TomlEditCorpusTests {

	/** Like a line of text and what becomes of it. */
	record Case(String name, String before, ContentEdit edit, String after) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@ParameterizedTest
	@MethodSource("cases")
	void anEditLeavesWhatAPersonWouldHaveWritten(Case sample) {
		assertThat(edited(sample.before, sample.edit)).isEqualTo(sample.after);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void carriageReturnsStay(Case sample) {
		assertThat(edited(crlf(sample.before), sample.edit)).isEqualTo(crlf(sample.after));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void aMissingFinalLineEndStaysMissing(Case sample) {
		if (!sample.before.isBlank()) {
			assertThat(edited(unended(sample.before), sample.edit)).isEqualTo(unended(sample.after));
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void aByteOrderMarkStays(Case sample) {
		assertThat(edited('\uFEFF' + sample.before, sample.edit)).isEqualTo('\uFEFF' + sample.after);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void anEmojiBeforeTheEditMovesNothing(Case sample) {
		String emoji = "\"\uD83D\uDE80\" = \"\uD83D\uDE80\" # \uD83D\uDE80\n";
		if (!sample.name.startsWith("top:")) {
			assertThat(edited(emoji + sample.before, sample.edit)).isEqualTo(emoji + sample.after);
		}
	}

	private static String edited(String before, ContentEdit edit) {
		return text(parse(before).edit(0, List.of(edit)));
	}

	private static String crlf(String text) {
		return text.replace("\n", "\r\n");
	}

	private static String unended(String text) {
		return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
	}

	static List<Case> cases() {
		List<Case> cases = new ArrayList<>();
		replacedScalars(cases);
		replacedContainers(cases);
		addedKeys(cases);
		addedTables(cases);
		addedItems(cases);
		addedElements(cases);
		removedKeys(cases);
		removedTables(cases);
		removedItems(cases);
		renamedKeys(cases);
		realFiles(cases);
		return cases;
	}

	private static void replacedScalars(List<Case> cases) {
		cases.add(new Case("integer before a comment", "port = 8080 # the port\n", set(9090, "port"),
				"port = 9090 # the port\n"));
		cases.add(new Case("hexadecimal becomes decimal", "mask   =  0xFF\n", set(16, "mask"), "mask   =  16\n"));
		cases.add(new Case("same hexadecimal stays", "mask = 0xFF\n", set(255, "mask"), "mask = 0xFF\n"));
		cases
			.add(new Case("double quotes", "name=\"old\"\n", set("new \"one\"", "name"), "name=\"new \\\"one\\\"\"\n"));
		cases.add(new Case("single quotes", "path = 'C:\\old'\n", set("C:\\new", "path"), "path = 'C:\\new'\n"));
		cases.add(new Case("single quotes that cannot hold it", "path = 'C:\\old'\n", set("it's", "path"),
				"path = \"it's\"\n"));
		cases.add(new Case("three double quotes", "text = \"\"\"\none\ntwo\"\"\" # c\n", set("a\nb \"c\"\td", "text"),
				"text = \"\"\"\na\nb \"c\"\td\"\"\" # c\n".replace("\"c\"\td", "\"c\"\td")));
		cases.add(new Case("three double quotes on one line", "text = \"\"\"one\ntwo\"\"\"\n", set("\nx\\y", "text"),
				"text = \"\"\"\n\nx\\\\y\"\"\"\n"));
		cases.add(new Case("three single quotes", "text = '''\n\\d\n'''\n", set("\\w\n", "text"),
				"text = '''\n\\w\n'''\n"));
		cases.add(new Case("three single quotes that cannot hold it", "text = '''\nx'''\n", set("a'''b\n", "text"),
				"text = \"\"\"\na'''b\n\"\"\"\n"));
		cases.add(new Case("control characters", "a = \"\"\n", set("\u0001\t\u007F\r\n", "a"),
				"a = \"\\u0001\\t\\u007F\\r\\n\"\n"));
		cases.add(new Case("decimal number", "pi = 3.14\n", set(decimal("3.1416"), "pi"), "pi = 3.1416\n"));
		cases.add(new Case("same decimal number stays", "pi = 3.14\n", set(decimal("3.140"), "pi"), "pi = 3.14\n"));
		cases.add(new Case("whole decimal number", "pi = 3.14\n", set(decimal("5"), "pi"), "pi = 5e0\n"));
		cases.add(new Case("not a number", "x = 1.0\n", set(Double.NaN, "x"), "x = nan\n"));
		cases.add(new Case("infinite", "x = 1.0\n", set(Double.NEGATIVE_INFINITY, "x"), "x = -inf\n"));
		cases.add(new Case("boolean", "on = true\n", set(false, "on"), "on = false\n"));
		cases.add(new Case("date", "d = 1979-05-27 # c\n", set(LocalDate.of(2026, 1, 2), "d"), "d = 2026-01-02 # c\n"));
		cases.add(new Case("date and time with a blank", "d = 1979-05-27 07:32:00Z # c\n",
				set(OffsetDateTime.parse("2026-01-02T03:04:00+01:00"), "d"), "d = 2026-01-02T03:04:00+01:00 # c\n"));
		cases.add(new Case("local date and time", "d = 1979-05-27T07:32:00\n",
				set(LocalDateTime.parse("2026-01-02T03:04"), "d"), "d = 2026-01-02T03:04:00\n"));
		cases.add(new Case("time", "t = 07:32:00\n", set(LocalTime.parse("08:00:00.5"), "t"), "t = 08:00:00.5\n"));
		cases.add(new Case("in an inline table", "p = { x = 1, y = 2 } # c\n", set(3, "p", "y"),
				"p = { x = 1, y = 3 } # c\n"));
		cases.add(new Case("in an array of tables", "[[s]]\nn = 1\n[[s]]\nn = 2\n", set(3, "s", 1, "n"),
				"[[s]]\nn = 1\n[[s]]\nn = 3\n"));
		cases.add(new Case("dotted key", "a . \"b.c\" = 1\n", set(2, "a", "b.c"), "a . \"b.c\" = 2\n"));
	}

	private static void replacedContainers(List<Case> cases) {
		cases.add(new Case("scalar by inline table", "a = 1 # c\n", set(map("b", 1, "c d", List.of(1, "x")), "a"),
				"a = { b = 1, \"c d\" = [1, \"x\"] } # c\n"));
		cases.add(new Case("scalar by array", "a = 1\n", set(List.of(), "a"), "a = []\n"));
		cases.add(new Case("array keeps comments", "a = [\n  1, # one\n  2, # two\n]\n", set(List.of(1, 3, 4), "a"),
				"a = [\n  1, # one\n  3, # two\n  4,\n]\n"));
		cases.add(new Case("array loses its middle", "a = [1, 2, 3, 4]\n", set(List.of(1, 4), "a"), "a = [1, 4]\n"));
		cases.add(new Case("inline table changes a key", "a = {x=1, y=2}\n", set(map("x", 1, "y", 3, "z", 4), "a"),
				"a = {x=1, y=3, z=4}\n"));
		cases.add(new Case("table changes a key", "[a]\nx = 1 # c\ny = 2\nz = 3\n[b]\n",
				set(map("x", 5, "z", 3, "w", 4), "a"), "[a]\nx = 5 # c\nz = 3\nw = 4\n[b]\n"));
		cases.add(new Case("table by scalar", "x = 1\n\n[a]\ny = 1\n\n[b]\nz = 1\n", set(2, "a"),
				"x = 1\na = 2\n\n[b]\nz = 1\n"));
		cases.add(new Case("dotted table by scalar", "a.x = 1\na.y = 2\nb = 3\n", set(2, "a"), "a = 2\nb = 3\n"));
		cases.add(new Case("array of tables changes one", "[[a]]\nx = 1\n\n[[a]]\nx = 2\n",
				set(List.of(map("x", 1), map("x", 3), map("x", 4)), "a"),
				"[[a]]\nx = 1\n\n[[a]]\nx = 3\n\n[[a]]\nx = 4\n"));
	}

	private static void addedKeys(List<Case> cases) {
		cases.add(new Case("top: to an empty file", "\n", add(1, "a"), "a = 1\n\n"));
		cases.add(new Case("behind the last key", "a=1 # c\n\n# end\n", add("x", "b"), "a=1 # c\nb=\"x\"\n\n# end\n"));
		cases.add(new Case("before the first table", "a = 1\n\n# t\n[t]\nx = 1\n", add(2, "b"),
				"a = 1\nb = 2\n\n# t\n[t]\nx = 1\n"));
		cases.add(new Case("top: before the first table, alone", "# head\n\n# t\n[t]\nx = 1\n", add(2, "b"),
				"# head\n\nb = 2\n\n# t\n[t]\nx = 1\n"));
		cases.add(new Case("to a table", "[t]\n\tx = 1\n\n# u\n[u]\n", add(2, "t", "y"),
				"[t]\n\tx = 1\n\ty = 2\n\n# u\n[u]\n"));
		cases.add(new Case("to a table with aligned keys", "[t]\nname    = 'a'\nversion = 'b'\n", add("c", "t", "by"),
				"[t]\nname    = 'a'\nversion = 'b'\nby      = 'c'\n"));
		cases.add(new Case("to a table without keys", "[s]\n  x=1\n[t] # c\n", add(2, "t", "y"),
				"[s]\n  x=1\n[t] # c\n  y=2\n"));
		cases.add(new Case("that needs quotes", "[t]\nx = 1\n", add(2, "t", "a.b \"c\""),
				"[t]\nx = 1\n\"a.b \\\"c\\\"\" = 2\n"));
		cases.add(new Case("beside quoted keys", "[t]\n'x' = 1\n", add(2, "t", "y"), "[t]\n'x' = 1\n'y' = 2\n"));
		cases.add(new Case("behind a string over lines", "[t]\nx = '''\n[no]\n# no\n'''\n[u]\n", add(2, "t", "y"),
				"[t]\nx = '''\n[no]\n# no\n'''\ny = 2\n[u]\n"));
		cases.add(new Case("to a dotted table", "[t]\na.x = 1\na.y = 2 # c\nb = 1\n", add(3, "t", "a", "z"),
				"[t]\na.x = 1\na.y = 2 # c\na.z = 3\nb = 1\n"));
		cases
			.add(new Case("to an inline table", "a = { x = 1 } # c\n", add(2, "a", "y"), "a = { x = 1, y = 2 } # c\n"));
		cases.add(new Case("to an empty inline table", "a = {}\n", add(2, "a", "y"), "a = { y = 2 }\n"));
		cases.add(new Case("to a dotted table in an inline one", "a = { b.x = 1, c = 1 }\n", add(2, "a", "b", "y"),
				"a = { b.x = 1, b.y = 2, c = 1 }\n"));
		cases.add(new Case("to an inline table over lines", "a = {\n  x = 1, # one\n}\n", add(2, "a", "y"),
				"a = {\n  x = 1, # one\n  y = 2,\n}\n"));
		cases.add(new Case("to a table without header", "[a.b]\nx = 1\n", add(2, "a", "y"),
				"[a]\ny = 2\n\n[a.b]\nx = 1\n"));
		cases.add(new Case("to an element", "[[s]]\nn = 1\n\n[[s]]\nn = 2\n", add(5, "s", 0, "m"),
				"[[s]]\nn = 1\nm = 5\n\n[[s]]\nn = 2\n"));
	}

	private static void addedTables(List<Case> cases) {
		cases.add(new Case("table at the end", "[a]\nx = 1\n", add(map("y", 2, "l", List.of("p")), "b"),
				"[a]\nx = 1\n\n[b]\ny = 2\nl = [\"p\"]\n"));
		cases.add(new Case("table behind the last of its parent", "[a]\nx=1\n\n[a.b]\ny=1\n\n[c]\nz=1\n",
				add(map("y", 2), "a", "d"), "[a]\nx=1\n\n[a.b]\ny=1\n\n[a.d]\ny=2\n\n[c]\nz=1\n"));
		cases.add(new Case("tables in tables", "a = 1\n", add(map("c", map("d", 1, "e", map("f", 2))), "b"),
				"a = 1\n\n[b.c]\nd = 1\n\n[b.c.e]\nf = 2\n"));
		cases.add(new Case("table where no blank lines are", "[a]\nx = 1\n[b]\ny = 1\n", add(map("z", 1), "c"),
				"[a]\nx = 1\n[b]\ny = 1\n[c]\nz = 1\n"));
		cases.add(new Case("table beside inline ones", "[deps]\na = { v = \"1\" }\n", add(map("v", "2"), "deps", "b"),
				"[deps]\na = { v = \"1\" }\nb = { v = \"2\" }\n"));
		cases.add(new Case("table in an inline one", "a = { x = 1 }\n", add(map("v", 2), "a", "b"),
				"a = { x = 1, b = { v = 2 } }\n"));
		cases.add(new Case("table in an element", "[[s]]\nn = 1\n\n[[s]]\nn = 2\n", add(map("v", 2), "s", 0, "t"),
				"[[s]]\nn = 1\n\n[s.t]\nv = 2\n\n[[s]]\nn = 2\n"));
		cases.add(new Case("indented table", "[a]\n  x = 1\n  [a.b]\n    y = 1\n", add(map("z", 1), "a", "c"),
				"[a]\n  x = 1\n  [a.b]\n    y = 1\n\n  [a.c]\n    z = 1\n".replace("\n\n", "\n")));
		cases.add(new Case("array of tables", "[a]\nx = 1\n", add(List.of(map("n", 1), map("n", 2)), "s"),
				"[a]\nx = 1\n\n[[s]]\nn = 1\n\n[[s]]\nn = 2\n"));
	}

	private static void addedItems(List<Case> cases) {
		cases.add(new Case("item behind the last", "a = [1, 2] # c\n", add(3, "a", 2), "a = [1, 2, 3] # c\n"));
		cases.add(new Case("item before the first", "a = [ 1,2 ]\n", add(3, "a", 0), "a = [ 3,1,2 ]\n"));
		cases.add(new Case("item in an empty array", "a = []\n", add("x", "a", 0), "a = [\"x\"]\n"));
		cases.add(new Case("item in single quotes", "a = ['x']\n", add("y", "a", 1), "a = ['x', 'y']\n"));
		cases.add(new Case("item behind a trailing comma", "a = [1, 2,]\n", add(3, "a", 2), "a = [1, 2, 3,]\n"));
		cases.add(new Case("line behind a trailing comma", "a = [\n    1, # one\n    2, # two\n    # end\n]\n",
				add(3, "a", 2), "a = [\n    1, # one\n    2, # two\n    3,\n    # end\n]\n"));
		cases.add(new Case("line without trailing comma", "a = [\n\t1,\n\t2 # two\n]\n", add(3, "a", 2),
				"a = [\n\t1,\n\t2, # two\n\t3\n]\n"));
		cases.add(new Case("line between lines", "a = [\n  1, # one\n  # two\n  2\n]\n", add(3, "a", 1),
				"a = [\n  1, # one\n  3,\n  # two\n  2\n]\n"));
		cases.add(new Case("line before the first", "a = [ # c\n  1,\n]\n", add(3, "a", 0),
				"a = [ # c\n  3,\n  1,\n]\n"));
		cases.add(new Case("line in an empty array", "a = [\n    # none yet\n]\n", add(3, "a", 0),
				"a = [\n    # none yet\n    3,\n]\n"));
		cases.add(new Case("item in a nested array", "a = [[1], [2]]\n", add(3, "a", 1, 1), "a = [[1], [2, 3]]\n"));
		cases.add(new Case("table in an array", "a = [{ x = 1 }]\n", add(map("x", 2), "a", 1),
				"a = [{ x = 1 }, { x = 2 }]\n"));
	}

	private static void addedElements(List<Case> cases) {
		cases.add(new Case("element behind the last", "[[s]]\nn = 1\n\n[s.t]\nv = 1\n\n# u\n[u]\n",
				add(map("n", 2), "s", 1), "[[s]]\nn = 1\n\n[s.t]\nv = 1\n\n[[s]]\nn = 2\n\n# u\n[u]\n"));
		cases.add(new Case("element before the first", "# first\n[[s]]\nn = 1\n", add(map("n", 2), "s", 0),
				"[[s]]\nn = 2\n\n# first\n[[s]]\nn = 1\n"));
		cases.add(new Case("element with a table", "[[s]]\nn = 1\n", add(map("n", 2, "t", map("v", 1)), "s", 1),
				"[[s]]\nn = 1\n\n[[s]]\nn = 2\n\n[s.t]\nv = 1\n"));
	}

	private static void removedKeys(List<Case> cases) {
		cases.add(new Case("key with its comment", "a = 1\n# above\nb = 2 # behind\nc = 3\n", remove("b"),
				"a = 1\n# above\nc = 3\n"));
		cases.add(new Case("last key", "a = 1\nb = 2\n", remove("b"), "a = 1\n"));
		cases.add(new Case("only key of a table", "[t]\na = 1\n\n[u]\n", remove("t", "a"), "[t]\n\n[u]\n"));
		cases.add(new Case("string over lines", "a = \"\"\"\nx\n\"\"\"\nb = 1\n", remove("a"), "b = 1\n"));
		cases.add(new Case("dotted key", "a.x = 1\na.y = 2\n", remove("a", "x"), "a.y = 2\n"));
		cases.add(new Case("last dotted key", "a.x = 1 # c\nb = 1\n", remove("a", "x"), "a = {} # c\nb = 1\n"));
		cases.add(new Case("dotted table", "a.x = 1\nb = 1\na.y = 2\nc = 1\n", remove("a"), "b = 1\nc = 1\n"));
		cases.add(new Case("first of an inline table", "a = { x = 1, y = 2 }\n", remove("a", "x"), "a = { y = 2 }\n"));
		cases.add(new Case("last of an inline table", "a = { x = 1, y = 2 }\n", remove("a", "y"), "a = { x = 1 }\n"));
		cases.add(new Case("only one of an inline table", "a = { x = 1 }\n", remove("a", "x"), "a = {}\n"));
	}

	private static void removedTables(List<Case> cases) {
		String three = "[a]\nx = 1\n\n# b\n[b] # c\ny = 1\n\n[b.c]\nz = 1\n\n[d]\nw = 1\n";
		cases.add(new Case("table with its sections", three, remove("b"),
				"[a]\nx = 1\n\n# b\n\n[d]\nw = 1\n".replace("# b\n\n[d]", "# b\n\n[d]")));
		cases.add(new Case("last table", "[a]\nx = 1\n\n[b]\ny = 1\n", remove("b"), "[a]\nx = 1\n"));
		cases.add(new Case("top: first table", "[a]\nx = 1\n\n[b]\ny = 1\n", remove("a"), "[b]\ny = 1\n"));
		cases.add(new Case("top: table in two places", "[a]\nx=1\n\n[b]\ny=1\n\n[a.c]\nz=1\n", remove("a"),
				"[b]\ny=1\n"));
		cases.add(new Case("only table of another", "[a.b] # c\nx = 1\ny = 2\n\n[c]\n", remove("a", "b"),
				"[a]\n\n[c]\n"));
		cases.add(new Case("top: element of an array", "[[s]]\nn = 1\n[s.t]\nv = 1\n\n[[s]]\nn = 2\n", remove("s", 0),
				"[[s]]\nn = 2\n"));
		cases.add(new Case("only element of an array", "a = 1\n\n[[s]]\nn = 1\n\n[t]\n", remove("s", 0),
				"a = 1\ns = []\n\n[t]\n"));
	}

	private static void removedItems(List<Case> cases) {
		cases.add(new Case("first item", "a = [1, 2, 3]\n", remove("a", 0), "a = [2, 3]\n"));
		cases.add(new Case("item in the middle", "a = [1, 2, 3]\n", remove("a", 1), "a = [1, 3]\n"));
		cases.add(new Case("last item", "a = [ 1, 2, 3 ]\n", remove("a", 2), "a = [ 1, 2 ]\n"));
		cases.add(new Case("last item before a comma", "a = [1, 2,]\n", remove("a", 1), "a = [1,]\n"));
		cases.add(new Case("only item", "a = [ 1 ]\n", remove("a", 0), "a = []\n"));
		cases.add(new Case("line with its comment", "a = [\n  1, # one\n  2, # two\n  3, # three\n]\n", remove("a", 1),
				"a = [\n  1, # one\n  3, # three\n]\n"));
		cases.add(new Case("last line without comma", "a = [\n  1, # one\n  2 # two\n  # end\n]\n", remove("a", 1),
				"a = [\n  1 # one\n  # end\n]\n"));
		cases.add(new Case("last of a line", "a = [\n  1, 2,\n  3,\n]\n", remove("a", 1), "a = [\n  1,\n  3,\n]\n"));
	}

	private static void renamedKeys(List<Case> cases) {
		cases.add(new Case("key", "a = 1 # c\n", rename("b", "a"), "b = 1 # c\n"));
		cases.add(new Case("key to one that needs quotes", "a = 1\n", rename("b c", "a"), "\"b c\" = 1\n"));
		cases.add(new Case("key in single quotes", "'a b' = 1\n", rename("c", "a b"), "'c' = 1\n"));
		cases.add(new Case("table with its tables", "[a]\nx = 1\n[a.b]\ny = 1\n[[ a . c ]]\n[other]\na = 1\n",
				rename("z", "a"), "[z]\nx = 1\n[z.b]\ny = 1\n[[ z . c ]]\n[other]\na = 1\n"));
		cases.add(new Case("dotted table", "a.x = 1\na.y = 2\n", rename("b", "a"), "b.x = 1\nb.y = 2\n"));
		cases.add(new Case("array of tables", "[[a]]\n[a.b]\n[[a]]\n", rename("c", "a"), "[[c]]\n[c.b]\n[[c]]\n"));
		cases.add(new Case("key of an inline table", "a = [{ x.y = 1 }]\n", rename("z", "a", 0, "x"),
				"a = [{ z.y = 1 }]\n"));
		cases.add(new Case("key of an element", "[[a]]\nx.y = 1\n", rename("z", "a", 0, "x", "y"), "[[a]]\nx.z = 1\n"));
	}

	private static void realFiles(List<Case> cases) {
		String project = TomlFiles.read("pyproject.toml");
		cases.add(new Case("pyproject: version", project, set("2.0.0", "project", "version"),
				project.replace("version = \"1.4.2\"", "version = \"2.0.0\"")));
		cases.add(new Case("pyproject: dependency", project, add("rich>=13", "project", "dependencies", 3),
				project.replace("  \"tomli>=2; python_version < '3.11'\",\n",
						"  \"tomli>=2; python_version < '3.11'\",\n  \"rich>=13\",\n")));
		cases.add(new Case("pyproject: tool", project, set(120, "tool", "black", "line-length"),
				project.replace("line-length = 100", "line-length = 120")));
		String cargo = TomlFiles.read("Cargo.toml");
		cases.add(new Case("cargo: feature", cargo, add("rt", "dependencies", "tokio", "features", 2),
				cargo.replace("[\"full\", \"macros\"]", "[\"full\", \"macros\", \"rt\"]")));
		cases
			.add(new Case("cargo: dependency", cargo, add(map("version", "1", "optional", true), "dependencies", "log"),
					cargo.replace("anyhow = \"1.0\" # errors\n",
							"anyhow = \"1.0\" # errors\nlog = { version = \"1\", optional = true }\n")));
		cases.add(new Case("cargo: binary", cargo, add(map("name", "third", "path", "src/third.rs"), "bin", 2),
				cargo.replace("path = \"src/second.rs\"\n",
						"path = \"src/second.rs\"\n\n[[bin]]\nname = \"third\"\npath = \"src/third.rs\"\n")));
		cases.add(new Case("cargo: no profile", cargo, remove("profile", "release"),
				cargo.replace("[profile.release]\nlto = true # slower to build\ncodegen-units = 1\n\n", "")));
	}

}
