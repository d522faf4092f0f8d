package io.safeconfig.spring.transaction;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;

/** The files that the annotation of one method names. Thread-safe. */
final class FileNames {

	static final ParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

	private static final Pattern END_OF_NAME = Pattern.compile("\\W.*", Pattern.DOTALL);

	private final Method method;

	private final List<FileNameTemplate> templates;

	private final Set<String> literals;

	private FileNames(Method method, List<FileNameTemplate> templates) {
		this.method = method;
		this.templates = templates;
		this.literals = new LinkedHashSet<>();
		templates.stream()
			.filter(FileNameTemplate::isLiteral)
			.map(FileNameTemplate::toString)
			.forEach(this.literals::add);
	}

	static FileNames parse(List<String> texts, Method method) {
		List<FileNameTemplate> templates = texts.stream().map((text) -> parse(text, method)).toList();
		Set<String> known = variables(method);
		templates.stream()
			.flatMap((template) -> template.expressions().stream())
			.forEach((expression) -> requireKnown(expression, expression.getAST(), known, method));
		return new FileNames(method, templates);
	}

	private static FileNameTemplate parse(String text, Method method) {
		if (text.isBlank()) {
			throw Mistake.of(method, "the name of a file must not be blank");
		}
		try {
			return FileNameTemplate.parse(text);
		}
		catch (ParseException ex) {
			throw Mistake.of(method, "'" + text + "' is not a valid template: " + ex.getSimpleMessage(), ex);
		}
	}

	private static Set<String> variables(Method method) {
		Set<String> variables = new LinkedHashSet<>();
		String[] names = PARAMETER_NAMES.getParameterNames(method);
		for (int i = 0; i < method.getParameterCount(); i++) {
			if (names != null) {
				variables.add("#" + names[i]);
			}
			variables.addAll(List.of("#p" + i, "#a" + i));
		}
		variables.addAll(List.of("#root", "#this"));
		return variables;
	}

	private static void requireKnown(SpelExpression expression, SpelNode node, Set<String> known, Method method) {
		if (node instanceof VariableReference || node instanceof FunctionReference) {
			String variable = "#" + END_OF_NAME.matcher(node.toStringAST().substring(1)).replaceFirst("");
			if (!known.contains(variable)) {
				throw Mistake.of(method,
						"'#{" + expression.getExpressionString() + "}' uses " + variable
								+ ", which does not exist; there are " + known
								+ ". Parameters have names where the code is compiled with -parameters.");
			}
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			requireKnown(expression, node.getChild(i), known, method);
		}
	}

	Method method() {
		return this.method;
	}

	Set<String> literals() {
		return this.literals;
	}

	boolean areLiteral() {
		return this.literals.size() == this.templates.size();
	}

	/** The names for one call. */
	Set<String> in(EvaluationContext context) {
		List<String> names = new ArrayList<>();
		for (FileNameTemplate template : this.templates) {
			try {
				names.addAll(template.names(context));
			}
			catch (EvaluationException ex) {
				throw Mistake.of(this.method, "'" + template + "' failed: " + ex.getSimpleMessage(), ex);
			}
			catch (IllegalArgumentException ex) {
				throw Mistake.of(this.method, String.valueOf(ex.getMessage()), ex);
			}
		}
		return new LinkedHashSet<>(names);
	}

}
