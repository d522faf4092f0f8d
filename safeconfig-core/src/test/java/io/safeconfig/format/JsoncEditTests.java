package io.safeconfig.format;

import java.util.List;
import java.util.stream.Stream;

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
 * Edits of files with comments and trailing commas.
 */
class JsoncEditTests {

	private static final String FILE = "// head\n{\n  // the port\n  `port`: 8080, // http\n  /* hosts */\n"
			+ "  `hosts`: [\n    `a`, // first\n    // second is near\n    `b`, // second\n  ],\n"
			+ "  `tail`: { `x`: 1, }, /* end */\n}\n// foot\n";

	@ParameterizedTest
	@MethodSource({ "replacements", "additions", "removals" })
	void anEditLeavesTheFileThatAPersonWouldHaveLeft(JsonCase test) {
		assertThat(test.edit(ConfigFormat.jsonc())).isEqualTo(test.expected());
	}

	@ParameterizedTest
	@MethodSource({ "replacements", "additions", "removals" })
	void lineEndsOfTheOtherKindStay(JsonCase test) {
		JsonCase other = new JsonCase(test.name(), "\uFEFF" + test.input().replace("\n", "\r\n"), test.edits(), "");
		assertThat(other.edit(ConfigFormat.jsonc())).isEqualTo("\uFEFF" + test.expected().replace("\n", "\r\n"));
	}

	static Stream<JsonCase> replacements() {
		return Stream.of(of("comment behind stays", FILE, set(at("port"), 1), FILE.replace("8080", "1")),
				of("comments inside go", FILE, set(at("hosts"), List.of("c")),
						FILE.replace("`a`, // first\n    // second is near\n    `b`, // second", "`c`")),
				of("comments around the colon stay", "{`a` /* k */ : /* v */ 1 /* e */}", set(at("a"), 2),
						"{`a` /* k */ : /* v */ 2 /* e */}"),
				of("number before a comment", "[1/* c */,2// d\n]", set(at(0), 3), "[3/* c */,2// d\n]"),
				of("rename", "{/* b */`a`/* k */:1}", rename(at("a"), "z"), "{/* b */`z`/* k */:1}"),
				of("what looks like comments", "{`a//`: `/* x */`, `b`: 1 // `c`: 2\n}", set(at("b"), "//"),
						"{`a//`: `/* x */`, `b`: `//` // `c`: 2\n}"));
	}

	static Stream<JsonCase> additions() {
		return Stream.of(
				of("after a trailing comma", FILE, add(at("x"), 1),
						FILE.replace("/* end */\n", "/* end */\n  `x`: 1,\n")),
				of("item after a trailing comma", FILE, add(at("hosts", 2), "c"),
						FILE.replace("// second\n", "// second\n    `c`,\n")),
				of("item at the start", FILE, add(at("hosts", 0), "z"), FILE.replace("[\n", "[\n    `z`,\n")),
				of("item in front of a comment", FILE, add(at("hosts", 1), "z"),
						FILE.replace("// first\n", "// first\n    `z`,\n")),
				of("inline after a trailing comma", FILE, add(at("tail", "y"), 2),
						FILE.replace("`x`: 1, }", "`x`: 1, `y`: 2, }")),
				of("comment behind the last value", "{\n  `a`: 1 // one\n}", add(at("b"), 2),
						"{\n  `a`: 1, // one\n  `b`: 2\n}"),
				of("block comment behind the last value", "{\n  `a`: 1 /* one */\n}", add(at("b"), 2),
						"{\n  `a`: 1, /* one */\n  `b`: 2\n}"),
				of("comment lines behind the last value", "{\n  `a`: 1\n  // more\n}", add(at("b"), 2),
						"{\n  `a`: 1,\n  `b`: 2\n  // more\n}"),
				of("inline comment behind the last value", "[1 /* one */]", add(at(1), 2), "[1 /* one */, 2]"),
				of("line comment behind an inline value", "[1 // one\n]", add(at(1), 2), "[1, // one\n  2\n]"),
				of("empty object with a comment line", "{\n    // nothing yet\n}", add(at("a"), 1),
						"{\n    // nothing yet\n    `a`: 1\n}"),
				of("empty object with a comment behind the bracket", "{ // nothing yet\n}", add(at("a"), 1),
						"{ // nothing yet\n  `a`: 1\n}"),
				of("empty array with an inline comment", "{`a`: [/* none */]}", add(at("a", 0), 1),
						"{`a`: [/* none */ 1]}"),
				of("empty array with two comments", "[\n  // a\n  // b\n]", add(at(0), 1), "[\n  // a\n  // b\n  1\n]"),
				of("comment between values", "[1, /* two */ 2]", add(at(2), 3), "[1, /* two */ 2, 3]"),
				of("comma behind a comment", "{\n  `a`: 1 /* one */,\n}", add(at("b"), 2),
						"{\n  `a`: 1 /* one */,\n  `b`: 2,\n}"),
				of("block comment over lines", "{\n  `a`: 1 /* one\n  two */\n}", add(at("b"), map("c", 1)),
						"{\n  `a`: 1, /* one\n  two */\n  `b`: {\n    `c`: 1\n  }\n}"));
	}

	static Stream<JsonCase> removals() {
		return Stream.of(
				of("comment behind goes, comment above stays", FILE, remove(at("port")),
						FILE.replace("  `port`: 8080, // http\n", "")),
				of("last with a trailing comma", FILE, remove(at("hosts", 1)),
						FILE.replace("    `b`, // second\n", "")),
				of("last without a trailing comma", "[\n  1, // one\n  2 // two\n]", remove(at(1)), "[\n  1 // one\n]"),
				of("object with comments inside", FILE, remove(at("hosts")),
						FILE.replace(FILE.substring(FILE.indexOf("  `hosts`"), FILE.indexOf("  `tail`")), "")),
				of("last block comment", FILE, remove(at("tail")),
						FILE.replace("  `tail`: { `x`: 1, }, /* end */\n", "")),
				of("only one with a trailing comma", FILE, remove(at("tail", "x")), FILE.replace("{ `x`: 1, }", "{}")),
				of("only one with its comment", "{\n  `a`: 1, // one\n}", remove(at("a")), "{}"),
				of("only one with comments around", "{\n  // above\n  `a`: 1 // one\n  // below\n}", remove(at("a")),
						"{\n  // above\n  // below\n}"),
				of("inline between comments", "[1, /* two */ 2 /* 2 */, 3]", remove(at(1)), "[1 /* two */ /* 2 */, 3]"),
				of("inline trailing comma", "[1, 2, ]", remove(at(1)), "[1, ]"),
				of("first behind the bracket with its comment", "{ `a`: 1, // one\n  `b`: 2\n}", remove(at("a")),
						"{ `b`: 2\n}"),
				of("comma first with comments", "{ `a`: 1 // one\n, `b`: 2 // two\n}", remove(at("b")),
						"{ `a`: 1 // one\n}"),
				of("comma first with comments, in the middle", "{ `a`: 1 // one\n, `b`: 2 // two\n, `c`: 3\n}",
						remove(at("b")), "{ `a`: 1 // one\n, `c`: 3\n}"),
				of("comment between a value and its comma", "[\n  1 // one\n  ,\n  2\n]", remove(at(0)),
						"[\n  \n  2\n]"),
				of("key inside", "{`a`: {/* x */`b`: 1, /* y */`c`: 2}}", remove(at("a", "b")),
						"{`a`: {/* x */ /* y */`c`: 2}}"),
				of("comment before on the same line", "[\n  /* one */ 1,\n  2\n]", remove(at(0)),
						"[\n  /* one */ 2\n]"));
	}

}
