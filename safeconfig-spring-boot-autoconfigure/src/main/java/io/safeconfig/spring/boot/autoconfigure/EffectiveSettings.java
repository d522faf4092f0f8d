package io.safeconfig.spring.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.safeconfig.spring.monitor.Labels;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/** The settings with the values that are in force, as they are named in a file. */
final class EffectiveSettings {

	private EffectiveSettings() {
	}

	static Map<String, String> of(SafeConfigProperties properties) {
		Map<String, String> settings = new TreeMap<>();
		add(settings, "safeconfig", properties);
		return Collections.unmodifiableMap(settings);
	}

	private static void add(Map<String, String> settings, String prefix, Record group) {
		for (RecordComponent component : group.getClass().getRecordComponents()) {
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), group);
			String name = prefix + "." + dashed(component.getName());
			if (value instanceof Record nested) {
				add(settings, name, nested);
			}
			else {
				settings.put(name, text(value));
			}
		}
	}

	private static String text(@Nullable Object value) {
		if (value instanceof Collection<?> items) {
			return StringUtils.collectionToCommaDelimitedString(items);
		}
		return (value instanceof Enum<?> constant) ? Labels.of(constant) : String.valueOf(value);
	}

	private static String dashed(String camelCase) {
		StringBuilder dashed = new StringBuilder();
		camelCase.chars().forEach((unit) -> {
			if (Character.isUpperCase(unit)) {
				dashed.append('-');
			}
			dashed.append((char) Character.toLowerCase(unit));
		});
		return dashed.toString();
	}

}
