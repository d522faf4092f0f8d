package io.safeconfig;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.safeconfig.format.KeyStyle;
import org.jspecify.annotations.Nullable;

/** The properties of records and of beans: what has a getter and a setter. */
final class JavaProperties {

	private JavaProperties() {
	}

	/**
	 * The values by property, in the order of a record, and sorted for a bean.
	 * @throws IllegalArgumentException if the object is neither
	 */
	static Map<String, @Nullable Object> of(Object object) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		if (object.getClass().isRecord()) {
			for (RecordComponent component : object.getClass().getRecordComponents()) {
				values.put(component.getName(), call(component.getAccessor(), object));
			}
			return values;
		}
		if (!object.getClass().getName().startsWith("java.")) {
			Arrays.stream(object.getClass().getMethods())
				.filter((getter) -> isGetter(getter) && hasSetter(object.getClass(), getter))
				.sorted(Comparator.comparing(Method::getName))
				.forEach((getter) -> values.put(property(getter), call(getter, object)));
		}
		if (values.isEmpty()) {
			throw new IllegalArgumentException("A value of " + object.getClass().getName()
					+ " cannot be written: it is no record, has no properties and no notation of its own");
		}
		return values;
	}

	private static boolean isGetter(Method method) {
		boolean named = (method.getName().startsWith("get") && method.getName().length() > 3)
				|| (method.getName().startsWith("is") && method.getName().length() > 2
						&& method.getReturnType() == boolean.class);
		return named && method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
				&& !method.isBridge();
	}

	private static boolean hasSetter(Class<?> type, Method getter) {
		String setter = "set" + suffix(getter);
		return Arrays.stream(type.getMethods())
			.anyMatch((method) -> method.getName().equals(setter) && method.getParameterCount() == 1
					&& method.getParameterTypes()[0] == getter.getReturnType());
	}

	private static String suffix(Method getter) {
		return getter.getName().substring(getter.getName().startsWith("is") ? 2 : 3);
	}

	private static String property(Method getter) {
		String suffix = suffix(getter);
		return suffix.substring(0, 1).toLowerCase(Locale.ROOT) + suffix.substring(1);
	}

	static List<Method> setters(Class<?> type) {
		return Arrays.stream(type.getMethods())
			.filter((method) -> method.getName().startsWith("set") && method.getName().length() > 3
					&& method.getParameterCount() == 1 && !Modifier.isStatic(method.getModifiers())
					&& !method.isBridge())
			.sorted(Comparator.comparing(Method::getName))
			.toList();
	}

	/** What a constructor throws is told by its type only: it may speak of the values. */
	static Object create(Constructor<?> constructor, @Nullable Object... arguments) {
		try {
			return constructor.newInstance(arguments);
		}
		catch (ReflectiveOperationException | IllegalArgumentException ex) {
			throw refused(constructor.getDeclaringClass(), ex);
		}
	}

	static void set(Method setter, Object bean, Object value) {
		try {
			setter.setAccessible(true);
			setter.invoke(bean, value);
		}
		catch (ReflectiveOperationException | IllegalArgumentException ex) {
			throw refused(bean.getClass(), ex);
		}
	}

	private static PlaceException refused(Class<?> type, Exception ex) {
		Throwable cause = (ex instanceof InvocationTargetException && ex.getCause() != null) ? ex.getCause() : ex;
		return new PlaceException(
				"its values are refused by " + type.getName() + " with " + cause.getClass().getName());
	}

	private static @Nullable Object call(Method method, Object object) {
		try {
			method.setAccessible(true);
			return method.invoke(object);
		}
		catch (InvocationTargetException ex) {
			throw new IllegalArgumentException("A property of " + object.getClass().getName() + " cannot be read",
					ex.getCause());
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			throw new IllegalArgumentException("A property of " + object.getClass().getName() + " cannot be read", ex);
		}
	}

	/** How a property is usually written: as Spring does, or as Java does. */
	static String key(String property, KeyStyle style) {
		if (style == KeyStyle.PLAIN) {
			return property;
		}
		StringBuilder key = new StringBuilder();
		for (int index = 0; index < property.length(); index++) {
			char letter = property.charAt(index);
			boolean word = Character.isUpperCase(letter) && index > 0
					&& !Character.isUpperCase(property.charAt(index - 1));
			key.append(word ? "-" : "").append(Character.toLowerCase(letter));
		}
		return key.toString();
	}

}
