package io.safeconfig.spring.transaction;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A literal name, or text with expressions in it that give one name or several.
 * Thread-safe.
 */
final class FileNameTemplate {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private static final TemplateParserContext DELIMITERS = new TemplateParserContext("#{", "}");

	private final Expression expression;

	private FileNameTemplate(Expression expression) {
		this.expression = expression;
	}

	/**
	 * Parse a template.
	 * @throws ParseException if it is malformed
	 */
	static FileNameTemplate parse(String text) {
		return new FileNameTemplate(PARSER.parseExpression(text, DELIMITERS));
	}

	boolean isLiteral() {
		return this.expression instanceof LiteralExpression;
	}

	List<SpelExpression> expressions() {
		return parts().stream().filter(SpelExpression.class::isInstance).map(SpelExpression.class::cast).toList();
	}

	private List<Expression> parts() {
		return (this.expression instanceof CompositeStringExpression composite) ? List.of(composite.getExpressions())
				: List.of(this.expression);
	}

	/**
	 * The names for one call.
	 * @throws org.springframework.expression.EvaluationException if an expression fails
	 * @throws IllegalArgumentException if an expression gives what is no name
	 */
	List<String> names(EvaluationContext context) {
		return (this.expression instanceof CompositeStringExpression) ? List.of(joined(context))
				: all(this.expression.getValue(context));
	}

	/** An expression that gives nothing must not vanish from the middle of a name. */
	private String joined(EvaluationContext context) {
		StringBuilder name = new StringBuilder();
		for (Expression part : parts()) {
			Object value = part.getValue(context);
			boolean single = value != null && !(value instanceof Optional) && !(value instanceof Map)
					&& !(value instanceof Iterable) && !(value instanceof BaseStream) && !value.getClass().isArray();
			name.append(single ? value : refuse(part, value, "one value"));
		}
		return name.toString();
	}

	private List<String> all(@Nullable Object value) {
		return elements(value)
			.map((element) -> (element instanceof CharSequence name) ? name.toString()
					: refuse(this.expression, element, "a name, or a collection, an array or a stream of names"))
			.toList();
	}

	private static Stream<?> elements(@Nullable Object value) {
		if (value instanceof Iterable<?> several) {
			return StreamSupport.stream(several.spliterator(), false);
		}
		if (value instanceof BaseStream<?, ?> several) {
			return StreamSupport.stream(several.spliterator(), false);
		}
		if (value != null && value.getClass().isArray()) {
			return IntStream.range(0, Array.getLength(value)).mapToObj((i) -> Array.get(value, i));
		}
		return Stream.of(value);
	}

	private static String refuse(Expression part, @Nullable Object value, String wanted) {
		String type = (value != null) ? "a " + value.getClass().getName() : "null";
		throw new IllegalArgumentException(
				"'#{" + part.getExpressionString() + "}' must give " + wanted + ", but gives " + type);
	}

	@Override
	public String toString() {
		return this.expression.getExpressionString();
	}

}
