package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The README of the project, as far as tests hold it to its word. */
final class Readme {

	private final String text;

	Readme() {
		try {
			this.text = Files.readString(Path.of("..", "..", "README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The code blocks of a language, in order. */
	List<String> blocks(String language) {
		return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(this.text)
			.results()
			.map((result) -> result.group(1))
			.toList();
	}

	/** The command lines that begin with a program. */
	List<String> commands(String program) {
		return blocks("shell").stream()
			.flatMap(String::lines)
			.filter((line) -> line.startsWith(program + " "))
			.toList();
	}

	/** The rows of the table of settings: property and default. */
	List<MatchResult> settings() {
		return Pattern.compile("^\\| `(safeconfig\\.[a-z.-]+)` \\| (?:`([^`]+)`|none) \\|", Pattern.MULTILINE)
			.matcher(this.text)
			.results()
			.toList();
	}

	/** The number of the line on which a text first stands, from 1. */
	long lineOf(String wanted) {
		return this.text.substring(0, this.text.indexOf(wanted)).lines().count() + 1;
	}

}
