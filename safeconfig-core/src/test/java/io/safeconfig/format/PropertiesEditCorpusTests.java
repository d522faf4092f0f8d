package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Replace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Edits with results written by hand. Each character stands for one byte.
 */
class PropertiesEditCorpusTests {

	private static final String BOM = "\u00EF\u00BB\u00BF";

	private static final String ROCKET = "\uD83D\uDE80";

	@ParameterizedTest
	@MethodSource({ "values", "valuesOnSeveralLines", "valueEscapes", "separators", "newKeys", "newKeyLayouts",
			"endsOfFile", "removals", "untouchedBytes", "renames", "otherTypes", "documents", "batches",
			"batchesAtTheEnd" })
	void editGivesExactlyTheExpectedBytes(Case example) {
		ConfigContent content = example.edit().apply(parse(example.before()));
		assertThat(Latin1.show(Latin1.text(content.toBytes()))).isEqualTo(Latin1.show(example.after()));
	}

	static Stream<Case> values() {
		return Stream.of(of("value", "a=1\nb=2\n", set("a", "9"), "a=9\nb=2\n"),
				of("value in CRLF", "a=1\r\nb=2\r\n", set("b", "9"), "a=1\r\nb=9\r\n"),
				of("value in CR", "a=1\rb=2\r", set("a", "9"), "a=9\rb=2\r"),
				of("value in mixed line ends", "a=1\r\nb=2\nc=3\r", set("b", "9"), "a=1\r\nb=9\nc=3\r"),
				of("value without final line end", "a=1", set("a", "22"), "a=22"),
				of("empty value gets text", "a=\nb=2\n", set("a", "1"), "a=1\nb=2\n"),
				of("value becomes empty", "a=1\nb=2\n", set("a", ""), "a=\nb=2\n"),
				of("trailing blanks are part of the value", "a=1  \n", set("a", "2"), "a=2\n"),
				of("empty key", "=1\n", set("", "2"), "=2\n"),
				of("last duplicate counts", "a=1\nb=x\na=2\n", set("a", "3"), "a=1\nb=x\na=3\n"),
				of("duplicates spelled differently", "a.b=1\na\\u002Eb=2\n", set("a.b", "3"), "a.b=1\na\\u002Eb=3\n"),
				of("same value", "a=1\na=2\n", set("a", "2"), "a=1\na=2\n"),
				of("same value spelled otherwise", "a = \\u0041\\\n  \\b\\ c\n", set("a", "Ab c"),
						"a = \\u0041\\\n  \\b\\ c\n"),
				of("escaped key keeps its spelling", "a\\ b\\:c = 1\n", set("a b:c", "2"), "a\\ b\\:c = 2\n"),
				of("key with a leading comment character", "\\#a=1\n", set("#a", "2"), "\\#a=2\n"));
	}

	static Stream<Case> valuesOnSeveralLines() {
		return Stream.of(of("continuation becomes one line", "a=1,\\\n  2,\\\n  3\nb=2\n", set("a", "9"), "a=9\nb=2\n"),
				of("CRLF continuation", "a=1,\\\r\n\t2\r\nb=2\r\n", set("a", "9"), "a=9\r\nb=2\r\n"),
				of("CR continuation", "a=1,\\\r  2\rb=2\r", set("a", "9"), "a=9\rb=2\r"),
				of("comment character in a continuation", "a=1\\\n#2\nb=2\n", set("a", "9"), "a=9\nb=2\n"),
				of("even backslashes end the line", "a=1\\\\\nb=2\n", set("a", "9"), "a=9\nb=2\n"),
				of("odd backslashes continue it", "a=1\\\\\\\nb=2\n", set("a", "9"), "a=9\n"),
				of("value starts on the next line", "a=\\\n  1\nb=2\n", set("a", "9"), "a=\\\n  9\nb=2\n"),
				of("value on the next line becomes empty", "a=\\\n  1\nb=2\n", set("a", ""), "a=\nb=2\n"),
				of("separator on the next line", "a\\\n  = 1\n", set("a", "9"), "a\\\n  = 9\n"),
				of("key on two lines", "a.\\\n   b=1\n", set("a.b", "9"), "a.\\\n   b=9\n"),
				of("continuation ended by a blank line", "a=1\\\n\nb=2\n", set("a", "9"), "a=9\nb=2\n"),
				of("continuation before the key", "\\\n  a=1\n", set("a", "9"), "\\\n  a=9\n"),
				of("escape split by a continuation", "a=\\u00\\\n  41\n", set("a", "B"), "a=B\n"));
	}

	static Stream<Case> valueEscapes() {
		return Stream.of(of("emoji as two escapes", "a=1\n", set("a", ROCKET), "a=\\uD83D\\uDE80\n"),
				of("Latin-1 as an escape", "a=1\n", set("a", "caf\u00E9"), "a=caf\\u00E9\n"),
				of("line ends and tab", "a=1\n", set("a", "x\r\n\ty\f"), "a=x\\r\\n\\ty\\f\n"),
				of("backslashes", "a=1\n", set("a", "C:\\dir\\"), "a=C:\\\\dir\\\\\n"),
				of("first blank only", "a=1\n", set("a", "  x "), "a=\\  x \n"),
				of("separators are plain after a delimiter", "a=1\n", set("a", "=b:c #d!"), "a==b:c #d!\n"),
				of("control characters", "a=1\n", set("a", "\0\u0007\u007F\u0085"), "a=\\u0000\\u0007\\u007F\\u0085\n"),
				of("lone surrogate", "a=1\n", set("a", "\uDC00"), "a=\\uDC00\n"),
				of("variables of other tools", "a=1\n", set("a", "${x:y}"), "a=${x:y}\n"));
	}

	static Stream<Case> separators() {
		return Stream.of(of("colon", "a: 1\n", set("a", "2"), "a: 2\n"),
				of("blanks around", "a \t=\t 1\n", set("a", "2"), "a \t=\t 2\n"),
				of("blank only", "a 1\n", set("a", "2"), "a 2\n"),
				of("form feed only", "a\f1\n", set("a", "2"), "a\f2\n"),
				of("delimiter in a value after a blank", "a 1\n", set("a", "=2:3"), "a \\=2:3\n"),
				of("colon in a value after a blank", "a 1\n", set("a", ":2"), "a \\:2\n"),
				of("key alone", "a\nb=2\n", set("a", "1"), "a=1\nb=2\n"),
				of("key alone at the end", "b=2\na", set("a", "1"), "b=2\na=1"),
				of("key alone gets an empty value", "a\n", set("a", ""), "a\n"),
				of("key with blanks behind it", "a  \n", set("a", "1"), "a  1\n"),
				of("two delimiters", "a==1\n", set("a", "2"), "a=2\n"));
	}

	static Stream<Case> newKeys() {
		return Stream.of(of("at the end", "a=1\n", set("b", "2"), "a=1\nb=2\n"),
				of("after its group", "s.a=1\ns.b=2\n\nt.a=3\n", set("s.c", "9"), "s.a=1\ns.b=2\ns.c=9\n\nt.a=3\n"),
				of("after the last part of its group", "s.a=1\nt.a=2\ns.b=3\nt.b=4\n", set("s.c", "9"),
						"s.a=1\nt.a=2\ns.b=3\ns.c=9\nt.b=4\n"),
				of("after a continued neighbour", "s.a=1,\\\n  2\nt=3\n", set("s.b", "9"),
						"s.a=1,\\\n  2\ns.b=9\nt=3\n"),
				of("group named by a whole key", "s=1\nt=2\n", set("s.a", "9"), "s=1\ns.a=9\nt=2\n"),
				of("similar name is another group", "server=1\nt=2\n", set("serve.a", "9"),
						"server=1\nt=2\nserve.a=9\n"),
				of("empty file", "", set("a", "1"), "a=1\n"), of("only a BOM", BOM, set("a", "1"), BOM + "a=1\n"),
				of("only comments", "# one\n! two\n", set("a", "1"), "# one\n! two\na=1\n"),
				of("only comments in CRLF", "# one\r\n", set("a", "1"), "# one\r\na=1\r\n"),
				of("only a comment without line end", "# one", set("a", "1"), "# one\na=1"),
				of("after a comment that ends with a backslash", "a=1\n# c:\\", set("b", "2"), "a=1\n# c:\\\nb=2"),
				of("after closing comments", "a=1\n# end\n", set("b", "2"), "a=1\n# end\nb=2\n"));
	}

	static Stream<Case> newKeyLayouts() {
		return Stream.of(of("blanks around", "a = 1\n", set("b", "2"), "a = 1\nb = 2\n"),
				of("colon", "a: 1\n", set("b", "2"), "a: 1\nb: 2\n"),
				of("blank only", "a 1\n", set("b", "2"), "a 1\nb 2\n"),
				of("blank only needs a delimiter for nothing", "a 1\n", set("b", ""), "a 1\nb=\n"),
				of("blank only needs a delimiter for an empty key", "a 1\n", set("", "2"), "a 1\n=2\n"),
				of("blank only and a value that starts with a delimiter", "a 1\n", set("b", "=2"), "a 1\nb \\=2\n"),
				of("no separator to copy", "a\n", set("b", "2"), "a\nb=2\n"),
				of("separator on two lines is not copied", "a = \\\n 1\n", set("b", "2"), "a = \\\n 1\nb=2\n"),
				of("tab indentation", "\ta=1\n", set("b", "2"), "\ta=1\n\tb=2\n"),
				of("line end of the neighbour", "s.a=1\r\nt.a=2\nt.b=3\n", set("s.b", "9"),
						"s.a=1\r\ns.b=9\r\nt.a=2\nt.b=3\n"),
				of("special characters in a key", "a=1\n", set("#b c=d:e!\\\t\u00E9", "2"),
						"a=1\n\\#b\\ c\\=d\\:e!\\\\\\t\\u00E9=2\n"),
				of("emoji in a key", "a=1\n", set(ROCKET, "2"), "a=1\n\\uD83D\\uDE80=2\n"));
	}

	static Stream<Case> endsOfFile() {
		return Stream.of(of("no final LF", "a=1", set("b", "2"), "a=1\nb=2"),
				of("no final CRLF", "a=1\r\nb=2", set("c", "3"), "a=1\r\nb=2\r\nc=3"),
				of("no final CR", "a=1\rb=2", set("c", "3"), "a=1\rb=2\rc=3"),
				of("lone backslash gets a value", "a=1\\", set("a", "2"), "a=2"),
				of("lone backslash is not continued", "a=1\\", set("b", "2"), "a=1\\\n\nb=2"),
				of("lone backslash in CRLF", "x=0\r\na=1\\", set("b", "2"), "x=0\r\na=1\\\r\n\r\nb=2"),
				of("backslash before the last LF", "a=1\\\n", set("b", "2"), "a=1\\\n\nb=2\n"),
				of("backslash before the last CR", "a=1\\\r", set("b", "2"), "a=1\\\r\rb=2\r"),
				of("backslash before the last LF gets a value", "a=1\\\n", set("a", "2"), "a=2\n"),
				of("two backslashes are a value", "a=1\\\\", set("b", "2"), "a=1\\\\\nb=2"),
				of("continued by blanks", "a=1\\\n  ", set("b", "2"), "a=1\\\n  \nb=2"),
				of("backslash after a key alone", "a\\", set("a", "2"), "a=2"),
				of("backslash after a delimiter", "a=\\", set("a", "2"), "a=2"),
				of("backslash on another entry than the edited", "a=1\nb=2\\", set("a", "9"), "a=9\nb=2\\"));
	}

	static Stream<Case> removals() {
		return Stream.of(of("first", "a=1\nb=2\n", remove("a"), "b=2\n"),
				of("last", "a=1\nb=2\n", remove("b"), "a=1\n"),
				of("last without line end", "a=1\r\nb=2", remove("b"), "a=1\r\n"), of("only", "a=1", remove("a"), "\n"),
				of("only after a BOM", BOM + "a=1\n", remove("a"), BOM + "\n"),
				of("continued", "a=1,\\\n  2,\\\n#3\nb=2\n", remove("a"), "b=2\n"),
				of("all duplicates", "a=1\n# one\nb=2\na=3\n  a : 4\nc=5\na", remove("a"), "# one\nb=2\nc=5\n"),
				of("comments stay", "# about a\na=1\n! about b\nb=2\n", remove("a"), "# about a\n! about b\nb=2\n"),
				of("indented", "  a=1\r\nb=2\r\n", remove("a"), "b=2\r\n"),
				of("continuation before the key", "\\\n  a=1\nb=2\n", remove("a"), "b=2\n"),
				of("lone backslash", "b=2\na=1\\", remove("a"), "b=2\n"),
				of("escaped key", "a\\ b=1\nc=2\n", remove("a b"), "c=2\n"));
	}

	static Stream<Case> untouchedBytes() {
		return Stream.of(of("BOM", BOM + "a=1\nb=2\n", set("a", "9"), BOM + "a=9\nb=2\n"),
				of("BOM before a comment", BOM + "# c\na=1\n", set("a", "9"), BOM + "# c\na=9\n"),
				of("raw Latin-1", "# \u00E9\na=\u00E9\nb=1\n", set("b", "2"), "# \u00E9\na=\u00E9\nb=2\n"),
				of("raw UTF-8", "a=\u00C3\u00A9\nb=1\n", set("b", "\u20AC"), "a=\u00C3\u00A9\nb=\\u20AC\n"),
				of("raw key", "\u00E9=1\n", set("\u00E9", "2"), "\u00E9=2\n"),
				of("lower-case escapes", "a=\\u00e9\nb=1\n", set("b", "2"), "a=\\u00e9\nb=2\n"),
				of("needless escapes", "a=\\x\\y\nb=1\n", set("b", "2"), "a=\\x\\y\nb=2\n"),
				of("blank lines", "\n\n  \n\t\na=1\n\f\n", set("a", "2"), "\n\n  \n\t\na=2\n\f\n"));
	}

	static Stream<Case> renames() {
		return Stream.of(
				of("place, separator and value stay", "x=0\na : 1,\\\n  2\ny=3\n", rename("a", "b"),
						"x=0\nb : 1,\\\n  2\ny=3\n"),
				of("indented", "x=0\r\n\ta 1\r\n", rename("a", "b"), "x=0\r\n\tb 1\r\n"),
				of("new key is escaped", "a=1\n", rename("a", "#b c=d:e\\\u00E9" + ROCKET),
						"\\#b\\ c\\=d\\:e\\\\\\u00E9\\uD83D\\uDE80=1\n"),
				of("escaped key", "a\\ b\\:\\u0063 = 1\n", rename("a b:c", "d"), "d = 1\n"),
				of("key on two lines", "a.\\\n   b=1\n", rename("a.b", "c"), "c=1\n"),
				of("key alone", "a\nb=1\n", rename("a", "c"), "c\nb=1\n"),
				of("to no name", "a = 1\n", rename("a", ""), " = 1\n"),
				of("to no name after a blank", "a 1\n", rename("a", ""), "= 1\n"),
				of("key alone to no name", "a\n", rename("a", ""), "=\n"),
				of("from no name", "=1\n", rename("", "a"), "a=1\n"),
				of("to the same name", "\\u0061=1\n", rename("a", "a"), "\\u0061=1\n"),
				of("beside a key with duplicates", "a=1\nb=2\na=3\n", rename("b", "c"), "a=1\nc=2\na=3\n"),
				of("lone backslash stays", "a=1\\", rename("a", "b"), "b=1\\"));
	}

	static Stream<Case> otherTypes() {
		return Stream.of(of("new number", "a=1\n", add("b", 8080L), "a=1\nb=8080\n"),
				of("number for text", "a=x\n", replace("a", -1L), "a=-1\n"),
				of("the same number", "a=\\u0038\n", replace("a", 8L), "a=\\u0038\n"),
				of("boolean", "a=1\n", replace("a", true), "a=true\n"),
				of("big integer", "a=1\n", replace("a", new BigInteger("123456789012345678901234567890")),
						"a=123456789012345678901234567890\n"),
				of("decimal", "a=1\n", replace("a", new BigDecimal("1.10")), "a=1.10\n"),
				of("decimal without exponent", "a=1\n", replace("a", new BigDecimal("1.5E+3")), "a=1500\n"),
				of("decimal with a huge exponent", "a=1\n", replace("a", new BigDecimal("1E+999999999")),
						"a=1E+999999999\n"));
	}

	static Stream<Case> documents() {
		return Stream.of(
				of("value in the second", "a=1\n#---\na=2\n", in(1, Keys.replace("a", "9")), "a=1\n#---\na=9\n"),
				of("value in the first", "a=1\n#---\na=2\n", in(0, Keys.replace("a", "9")), "a=9\n#---\na=2\n"),
				of("new key in the first", "a=1\n#---\nb=2\n", in(0, Keys.add("b", "9")), "a=1\nb=9\n#---\nb=2\n"),
				of("new key in the second", "a = 1\n!---\nb: 2\n", in(1, Keys.add("a", "9")),
						"a = 1\n!---\nb: 2\na: 9\n"),
				of("new key in the middle", "a=1\r\n#---\r\nb=2\r\n\r\n#---\r\nc=3", in(1, Keys.add("x", "9")),
						"a=1\r\n#---\r\nb=2\r\n\r\nx=9\r\n#---\r\nc=3"),
				of("new key in the last without line end", "a=1\n#---\nb=2", in(1, Keys.add("c", "9")),
						"a=1\n#---\nb=2\nc=9"),
				of("new key in its group, not in that of another", "s.a=1\nt=1\n#---\ns.b=2\n",
						in(0, Keys.add("s.c", "9")), "s.a=1\ns.c=9\nt=1\n#---\ns.b=2\n"),
				of("new key before a separator that divides nothing", "a=1\n#---\n", in(0, Keys.add("b", "9")),
						"a=1\nb=9\n#---\n"),
				of("new key behind a separator in front", "#---\na=1\n", in(0, Keys.add("b", "9")), "#---\na=1\nb=9\n"),
				of("new key behind a separator without keys", "#---\n", in(0, Keys.add("b", "9")), "#---\nb=9\n"),
				of("new key before two separators", "a=1\n#---\n#---\nb=2\n", in(0, Keys.add("c", "9")),
						"a=1\nc=9\n#---\n#---\nb=2\n"),
				of("new key behind a separator taken back", "a=1\n#---\n# c\nb=2\n", in(0, Keys.add("c", "9")),
						"a=1\n#---\n# c\nb=2\nc=9\n"),
				of("removal in one", "a=1\nb=1\n#---\na=2\n", in(0, Keys.remove("a")), "b=1\n#---\na=2\n"),
				of("removal of duplicates in one", "a=1\nb=1\na=3\n#---\na=2\na=4\nb=5\n", in(1, Keys.remove("a")),
						"a=1\nb=1\na=3\n#---\nb=5\n"),
				of("rename in one", "a=1\n#---\na=2\n", in(1, Keys.rename("a", "b")), "a=1\n#---\nb=2\n"),
				of("all keys of one are exchanged", "a=1\n#---\nb=2\n#---\nc=3\n",
						in(1, Keys.remove("b"), Keys.add("d", "4")), "a=1\n#---\nd=4\n#---\nc=3\n"));
	}

	static Stream<Case> batches() {
		return Stream.of(
				of("all kinds at once", "a=1\nb=2\nc=3\n",
						in(0, Keys.replace("a", "9"), Keys.remove("b"), Keys.rename("c", "d"), Keys.add("e", "5")),
						"a=9\nd=3\ne=5\n"),
				of("value and key of the same entry", "a=1\n", in(0, Keys.replace("a", "2"), Keys.rename("a", "b")),
						"b=2\n"),
				of("one after the other", "a=1\n",
						in(0, Keys.add("b", "2"), Keys.replace("b", "3"), Keys.rename("b", "c"), Keys.remove("a"),
								Keys.add("a", "4")),
						"c=3\na=4\n"),
				of("exchanged names", "a=1\nb=2\n",
						in(0, Keys.rename("a", "x"), Keys.rename("b", "a"), Keys.rename("x", "b")), "b=1\na=2\n"),
				of("new groups stay together", "",
						in(0, Keys.add("x.a", "1"), Keys.add("y.a", "2"), Keys.add("x.b", "3")),
						"x.a=1\nx.b=3\ny.a=2\n"),
				of("groups that are there come first", "x.a=1\n# c\ny.a=2",
						in(0, Keys.add("z.a", "9"), Keys.add("y.b", "8"), Keys.add("x.b", "7")),
						"x.a=1\nx.b=7\n# c\ny.a=2\ny.b=8\nz.a=9"),
				of("no edits", "a=1", in(0), "a=1"),
				of("edits that say what is there", "a=1\nb=2", in(0, Keys.replace("a", "1"), Keys.rename("b", "b")),
						"a=1\nb=2"),
				of("new keys in an empty file", "", in(0, Keys.add("a", "1"), Keys.add("b", "2")), "a=1\nb=2\n"));
	}

	static Stream<Case> batchesAtTheEnd() {
		return Stream.of(of("no final line end", "a=1", in(0, Keys.add("b", "2"), Keys.add("c", "3")), "a=1\nb=2\nc=3"),
				of("lone backslash", "a=1\\", in(0, Keys.add("b", "2"), Keys.add("c", "3")), "a=1\\\n\nb=2\nc=3"),
				of("lone backslash is replaced", "a=1\\", in(0, Keys.replace("a", "0"), Keys.add("b", "2")),
						"a=0\nb=2"),
				of("last line is removed", "a=1\nb=2", in(0, Keys.remove("b"), Keys.add("c", "3")), "a=1\nc=3\n"),
				of("all lines are removed", "a=1\r\nb=2", in(0, Keys.remove("b"), Keys.remove("a")), "\r\n"),
				of("all lines are exchanged", "a : 1", in(0, Keys.remove("a"), Keys.add("c", "3")), "c=3\n"),
				of("end of the group is removed", "x.a=1\nx.b=2\ny=3\n",
						in(0, Keys.remove("x.b"), Keys.add("x.c", "9")), "x.a=1\nx.c=9\ny=3\n"),
				of("group is renamed", "x.a=1\ny=3\n", in(0, Keys.rename("x.a", "z.a"), Keys.add("z.b", "9")),
						"z.a=1\nz.b=9\ny=3\n"));
	}

	private static ConfigContent parse(String document) {
		return document.isEmpty() ? ConfigFormat.properties().empty(ConfigLimits.DEFAULTS)
				: Latin1.properties(document);
	}

	private static Case of(String name, String before, UnaryOperator<ConfigContent> edit, String after) {
		return new Case(name, before, edit, after);
	}

	private static UnaryOperator<ConfigContent> set(String key, String value) {
		return (content) -> Keys.set(content, key, value);
	}

	private static UnaryOperator<ConfigContent> remove(String key) {
		return (content) -> Keys.remove(content, key);
	}

	private static UnaryOperator<ConfigContent> rename(String key, String newKey) {
		return in(0, Keys.rename(key, newKey));
	}

	private static UnaryOperator<ConfigContent> add(String key, Object value) {
		return in(0, new Add(NodePath.ROOT.key(key), new Scalar(value, "not this")));
	}

	private static UnaryOperator<ConfigContent> replace(String key, Object value) {
		return in(0, new Replace(NodePath.ROOT.key(key), new Scalar(value, "not this")));
	}

	private static UnaryOperator<ConfigContent> in(int document, ContentEdit... edits) {
		return (content) -> content.edit(document, List.of(edits));
	}

	record Case(String name, String before, UnaryOperator<ConfigContent> edit, String after) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
