package io.safeconfig.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.format.ConfigNode.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.safeconfig.format.JsonCase.add;
import static io.safeconfig.format.JsonCase.at;
import static io.safeconfig.format.JsonCase.map;
import static io.safeconfig.format.JsonCase.of;
import static io.safeconfig.format.JsonCase.remove;
import static io.safeconfig.format.JsonCase.rename;
import static io.safeconfig.format.JsonCase.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Edits of JSON files with the files that a careful person would have left.
 */
class JsonEditTests {

	private static final String SERVER = "{\n  `server`: {\n    `port`: 8080,\n    `host`: `a`\n  },\n  `list`: [\n    1,\n    2\n  ]\n}\n";

	@ParameterizedTest
	@MethodSource({ "replacements", "numbers", "additions", "itemAdditions", "removals", "renames", "oddLayouts" })
	void anEditLeavesTheFileThatAPersonWouldHaveLeft(JsonCase test) {
		assertThat(test.edit(ConfigFormat.json())).isEqualTo(test.expected());
	}

	/** What no comment and no trailing comma is in leads to the same edits. */
	@ParameterizedTest
	@MethodSource({ "replacements", "numbers", "additions", "itemAdditions", "removals", "renames", "oddLayouts" })
	void theFormatWithCommentsEditsPlainFilesAlike(JsonCase test) {
		assertThat(test.edit(ConfigFormat.jsonc())).isEqualTo(test.expected());
	}

	static Stream<JsonCase> replacements() {
		return Stream.of(
				of("number by number", SERVER, set(at("server", "port"), 9090), SERVER.replace("8080", "9090")),
				of("string by string", SERVER, set(at("server", "host"), "b\"\\\n\u0001"),
						SERVER.replace("`a`", "`b\\`\\\\\\n\\u0001`")),
				of("string by null", SERVER, set(at("server", "host"), null), SERVER.replace("`a`", "null")),
				of("number by boolean", "[1,2]", set(at(1), true), "[1,true]"),
				of("non-ASCII stays readable", "{`a`: 1}\n", set(at("a"), "Zürich 🚀 \u2028"),
						"{`a`: `Zürich 🚀 \u2028`}\n"),
				of("half a pair is escaped", "{`a`: 1}\n", set(at("a"), "x\ud800y"), "{`a`: `x\\ud800y`}\n"),
				of("control characters are escaped", "[0]", set(at(0), "\b\f\r\t\0\u001f\u007f/"),
						"[`\\b\\f\\r\\t\\u0000\\u001f\u007f/`]"),
				of("object by number", SERVER, set(at("server"), 1),
						"{\n  `server`: 1,\n  `list`: [\n    1,\n    2\n  ]\n}\n"),
				of("number by object in lines", SERVER, set(at("server", "port"), map("a", 1, "b", List.of(true))),
						SERVER.replace("8080", "{\n      `a`: 1,\n      `b`: [\n        true\n      ]\n    }")),
				of("number by object in one line", "{`a`:1,`b`:2}", set(at("b"), map("x", 1, "y", List.of(1, 2))),
						"{`a`:1,`b`:{`x`:1,`y`:[1,2]}}"),
				of("inline array stays inline", "{\n  `a`: [1, 2]\n}\n", set(at("a"), List.of(1, 2, 3)),
						"{\n  `a`: [1, 2, 3]\n}\n"),
				of("array in lines stays in lines", SERVER, set(at("list"), List.of(3, 4)),
						SERVER.replace("1,\n    2", "3,\n    4")),
				of("empty values", "{`a`: 1, `b`: 2}", set(at("b"), map("x", map(), "y", List.of())),
						"{`a`: 1, `b`: {`x`: {}, `y`: []}}"),
				of("inline padding is kept", "{ `a`: { `x`: 1 }, `b`: [ 1 ] }", set(at("b"), List.of(map("y", 2))),
						"{ `a`: { `x`: 1 }, `b`: [ { `y`: 2 } ] }"),
				of("the same string with escapes", "{`a`: `\\u0041\\/`}", set(at("a"), "A/"), "{`a`: `\\u0041\\/`}"),
				of("the same object in another order", "{`a`: { `x`:1,`y`:2 }}", set(at("a"), map("y", 2, "x", 1)),
						"{`a`: { `x`:1,`y`:2 }}"),
				of("after an emoji", "{`😀😀`: `🚀`, `b`: 1}", set(at("b"), 2), "{`😀😀`: `🚀`, `b`: 2}"),
				of("CRLF", "{\r\n  `a`: 1\r\n}\r\n", set(at("a"), map("b", 2)),
						"{\r\n  `a`: {\r\n    `b`: 2\r\n  }\r\n}\r\n"),
				of("byte order mark", "\uFEFF{`a`: 1}", set(at("a"), 2), "\uFEFF{`a`: 2}"));
	}

	static Stream<JsonCase> numbers() {
		return Stream.of(of("notation comes along", "[1]", set(at(0), new BigDecimal("1.50")), "[1.50]"),
				of("whole decimal keeps its point", "[1]", set(at(0), new Scalar(new BigDecimal("5"), "5")), "[5.0]"),
				of("equal decimal changes nothing", "[1.500]", set(at(0), new BigDecimal("1.5")), "[1.500]"),
				of("foreign notation", "[1]", set(at(0), new Scalar(255L, "0xff")), "[255]"),
				of("exponent", "[1]", set(at(0), new Scalar(new BigDecimal("1e400"), "1e400")), "[1e400]"),
				of("big integer", "[1]", set(at(0), new BigInteger("123456789012345678901234567890")),
						"[123456789012345678901234567890]"),
				of("text that belongs to another value", "[1]", set(at(0), new Scalar(7L, "8")), "[7]"),
				of("negative zero is zero", "[-0]", set(at(0), 0), "[-0]"));
	}

	static Stream<JsonCase> additions() {
		return Stream.of(
				of("key at the end", SERVER, add(at("server", "ssl"), true),
						SERVER.replace("`host`: `a`", "`host`: `a`,\n    `ssl`: true")),
				of("key at the root", SERVER, add(at("x"), 1), SERVER.replace("  ]\n}", "  ],\n  `x`: 1\n}")),
				of("nested value in lines", SERVER, add(at("x"), map("y", map("z", null))),
						SERVER.replace("  ]\n}", "  ],\n  `x`: {\n    `y`: {\n      `z`: null\n    }\n  }\n}")),
				of("minified", "{`a`:{`b`:1}}", add(at("a", "c"), map("d", 2)), "{`a`:{`b`:1,`c`:{`d`:2}}}"),
				of("inline", "{`a`: 1}", add(at("b"), 2), "{`a`: 1, `b`: 2}"),
				of("inline with padding", "{ `a` : 1 }\n", add(at("b"), 2), "{ `a` : 1, `b` : 2 }\n"),
				of("empty root", "{}\n", add(at("a"), 1), "{\n  `a`: 1\n}\n"),
				of("empty root with blanks", " { } ", add(at("a"), 1), " {\n   `a`: 1\n } "),
				of("empty object in lines", "{\n\t`a`: {}\n}", add(at("a", "b"), 1), "{\n\t`a`: {\n\t\t`b`: 1\n\t}\n}"),
				of("empty object over two lines", "{\n  `a`: {\n  }\n}", add(at("a", "b"), 1),
						"{\n  `a`: {\n    `b`: 1\n  }\n}"),
				of("empty object in one line", "{`x`: 1, `a`: {}}", add(at("a", "b"), 1), "{`x`: 1, `a`: {`b`: 1}}"),
				of("empty object with a blank", "{ `x`: 1, `a`: { } }", add(at("a", "b"), 1),
						"{ `x`: 1, `a`: { `b`: 1 } }"),
				of("neighbours of the same kind are inline", "{\n  `a`: [1, 2],\n  `b`: 1\n}",
						add(at("c"), List.of(3, 4)), "{\n  `a`: [1, 2],\n  `b`: 1,\n  `c`: [3, 4]\n}"),
				of("CRLF without a final line end", "{\r\n    `a`: 1\r\n}", add(at("b"), 2),
						"{\r\n    `a`: 1,\r\n    `b`: 2\r\n}"),
				of("tabs", "{\n\t`a`:\t1\n}\n", add(at("b"), 2), "{\n\t`a`:\t1,\n\t`b`:\t2\n}\n"),
				of("byte order mark and empty object", "\uFEFF{}", add(at("a"), 1), "\uFEFF{\n  `a`: 1\n}"),
				of("key that needs escapes", "{`a`: 1}", add(at("q\"\n"), 2), "{`a`: 1, `q\\`\\n`: 2}"),
				of("key as half a pair", "{}", add(at("\udc00"), 2), "{\n  `\\udc00`: 2\n}"),
				of("empty key", "{`a`: 1}", add(at(""), 2), "{`a`: 1, ``: 2}"));
	}

	static Stream<JsonCase> itemAdditions() {
		String lines = "{\n  `a`: [\n    `x`,\n    `y`\n  ]\n}\n";
		return Stream.of(of("item at the end", lines, add(at("a", 2), "z"), lines.replace("`y`", "`y`,\n    `z`")),
				of("item at the start", lines, add(at("a", 0), "w"), lines.replace("`x`,", "`w`,\n    `x`,")),
				of("item in the middle", lines, add(at("a", 1), "m"), lines.replace("`x`,", "`x`,\n    `m`,")),
				of("inline end", "[1, 2]", add(at(2), 3), "[1, 2, 3]"),
				of("inline start", "[1,2]", add(at(0), 0), "[0,1,2]"),
				of("inline middle", "[ 1 , 2 ]", add(at(1), 9), "[ 1 , 9 , 2 ]"),
				of("single inline item", "{`a`:[1],`b`:2}", add(at("a", 1), 2), "{`a`:[1,2],`b`:2}"),
				of("wrapped array", "[1, 2,\n 3, 4]", add(at(4), 5), "[1, 2,\n 3, 4, 5]"),
				of("empty array in one line", "{`a`: []}", add(at("a", 0), 1), "{`a`: [1]}"),
				of("empty array in lines", "{\n  `a`: []\n}", add(at("a", 0), "x"), "{\n  `a`: [\n    `x`\n  ]\n}"),
				of("empty array beside an inline one", "{\n  `b`: [ 1 ],\n  `a`: []\n}", add(at("a", 0), 2),
						"{\n  `b`: [ 1 ],\n  `a`: [ 2 ]\n}"),
				of("objects hand in hand", "[{\n  `a`: 1\n}, {\n  `a`: 2\n}]", add(at(2), map("a", 3)),
						"[{\n  `a`: 1\n}, {\n  `a`: 2\n}, {\n  `a`: 3\n}]"));
	}

	static Stream<JsonCase> removals() {
		return Stream
			.of(of("first line", SERVER, remove(at("server", "port")), SERVER.replace("    `port`: 8080,\n", "")),
					of("last line", SERVER, remove(at("server", "host")),
							SERVER.replace("8080,\n    `host`: `a`", "8080")),
					of("several lines", SERVER, remove(at("server")), "{\n  `list`: [\n    1,\n    2\n  ]\n}\n"),
					of("last of several lines", SERVER, remove(at("list")),
							"{\n  `server`: {\n    `port`: 8080,\n    `host`: `a`\n  }\n}\n"),
					of("middle item", "[\n  1,\n  2,\n  3\n]", remove(at(1)), "[\n  1,\n  3\n]"),
					of("only key in lines", "{\n  `a`: {\n    `b`: 1\n  }\n}\n", remove(at("a", "b")),
							"{\n  `a`: {}\n}\n"),
					of("only key inline", "{ `a`: 1 }", remove(at("a")), "{}"),
					of("inline first", "{ `a`: 1, `b`: 2 }", remove(at("a")), "{ `b`: 2 }"),
					of("inline middle", "[1, 2, 3]", remove(at(1)), "[1, 3]"),
					of("inline last", "[1,2,3]", remove(at(2)), "[1,2]"),
					of("CRLF", "{\r\n  `a`: 1,\r\n  `b`: 2\r\n}\r\n", remove(at("b")), "{\r\n  `a`: 1\r\n}\r\n"),
					of("last before the bracket", "{\n  `a`: 1,\n  `b`: 2 }", remove(at("b")), "{\n  `a`: 1 }"),
					of("wrapped array", "[1,\n 2, 3]", remove(at(1)), "[1,\n 3]"),
					of("blank lines stay", "{\n  `a`: 1,\n\n  `b`: 2,\n\n  `c`: 3\n}", remove(at("b")),
							"{\n  `a`: 1,\n\n\n  `c`: 3\n}"),
					of("emoji before", "[`🚀`, `😀`, 3]", remove(at(1)), "[`🚀`, 3]"));
	}

	static Stream<JsonCase> renames() {
		return Stream.of(of("key", SERVER, rename(at("server", "port"), "p\"t"), SERVER.replace("`port`", "`p\\`t`")),
				of("key of an object", SERVER, rename(at("server"), "s"), SERVER.replace("`server`", "`s`")),
				of("spacing stays", "{`a`\t :  1}", rename(at("a"), "🚀"), "{`🚀`\t :  1}"),
				of("same key with escapes", "{`\\u0061`: 1}", rename(at("a"), "a"), "{`\\u0061`: 1}"));
	}

	static Stream<JsonCase> oddLayouts() {
		String commaFirst = "{ `a`: 1\n, `b`: 2\n}\n";
		return Stream.of(of("comma first, end", commaFirst, add(at("c"), 3), "{ `a`: 1\n, `b`: 2\n, `c`: 3\n}\n"),
				of("comma first, away with the first", commaFirst, remove(at("a")), "{ `b`: 2\n}\n"),
				of("comma first, away with the last", commaFirst, remove(at("b")), "{ `a`: 1\n}\n"),
				of("bracket behind the last value", "{\n   `a`: 1 }", add(at("b"), 2), "{\n   `a`: 1,\n   `b`: 2 }"),
				of("blanks at the end of the line", "{\n  `a`: 1  \n}", add(at("b"), 2), "{\n  `a`: 1,  \n  `b`: 2\n}"),
				of("comma on its own line", "[\n  1\n  ,\n  2\n]", remove(at(1)), "[\n  1\n  \n]"),
				of("brackets on their own lines", "{\n  `a`:\n  {\n    `b`: 1\n  }\n}", add(at("a", "c"), 2),
						"{\n  `a`:\n  {\n    `b`: 1,\n    `c`: 2\n  }\n}"),
				of("carriage returns alone", "{\r `a`: 1\r}", add(at("b"), 2), "{\r `a`: 1,\r `b`: 2\r}"));
	}

}
