package io.safeconfig.spring.boot.binding;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.safeconfig.ConfigValidator;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/**
 * Validates with Jakarta Bean Validation, where there is a validator. A message that a
 * constraint makes of the value itself ends up in logs. Thread-safe.
 */
public final class BeanValidation implements ConfigValidator {

	private final Supplier<@Nullable Validator> validator;

	/**
	 * Create a validation.
	 * @param validator the validator; asked for whenever there is something to validate
	 */
	public BeanValidation(Supplier<@Nullable Validator> validator) {
		this.validator = validator;
	}

	@Override
	public List<Violation> validate(Object value) {
		Validator present = this.validator.get();
		if (present == null) {
			return List.of();
		}
		return present.validate(value)
			.stream()
			.map((violation) -> new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
			.sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
			.toList();
	}

}
