package io.safeconfig.format;

import java.util.function.Supplier;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Turns what the parser throws into a reason that does not quote the content.
 */
final class YamlSyntax {

	private YamlSyntax() {
	}

	static <T> T guarded(SourceText source, YamlReader reader, Supplier<T> parse) {
		try {
			return parse.get();
		}
		catch (ContentException ex) {
			throw ex;
		}
		catch (MarkedYAMLException ex) {
			Mark mark = ex.getProblemMark();
			int offset = (mark != null) ? mark.getIndex() : reader.getIndex();
			throw source.failure("this is not valid YAML: " + reason(ex.getProblem()), offset);
		}
		catch (RuntimeException ex) {
			throw source.failure("this is not valid YAML", reader.getIndex());
		}
	}

	/** The parser appends what it has found; that is content. */
	private static String reason(String problem) {
		if (problem.contains("(TAB)")) {
			return "found a tab where only spaces may indent";
		}
		if (problem.contains("cannot start any token")) {
			return "found a character that cannot start a value here; it may need quotes";
		}
		if (problem.startsWith("found undefined tag handle")) {
			return "found undefined tag handle";
		}
		if (problem.startsWith("found unknown escape character")) {
			return "found unknown escape character";
		}
		if (problem.startsWith("found a number")) {
			return "found a version that is none";
		}
		return problem.split(", but |: ", 2)[0];
	}

}
