package io.safeconfig;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import org.jspecify.annotations.Nullable;

/** Binds values by reflection, without a framework. */
final class PlainBinding implements ConfigBinding {

	static final PlainBinding INSTANCE = new PlainBinding();

	private PlainBinding() {
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T bind(ConfigValues values, ConfigPath path, Class<T> type) {
		Object bound = value(values, path, type);
		if (bound == null && !ScalarTypes.knows(type)) {
			bound = object(values, path, type);
		}
		if (bound == null) {
			throw Scalars.wrong(values, path, "absent, and there is no default for " + type.getName());
		}
		return (T) bound;
	}

	/** What is at a path; null if nothing is, or null. */
	private @Nullable Object value(ConfigValues values, ConfigPath path, Type type) {
		Class<?> raw = raw(type);
		if (raw == Optional.class) {
			return Optional.ofNullable(value(values, path, argument(type, 0)));
		}
		Optional<ConfigNode> node = values.node(path);
		if (node.isEmpty() || Scalar.NULL.equals(node.get())) {
			return null;
		}
		if (ConfigNode.class.isAssignableFrom(raw)) {
			return raw.isInstance(node.get()) ? node.get() : fail(values, path, type);
		}
		if (ScalarTypes.knows(raw)) {
			return Scalars.convert(values, path, "readable as " + raw.getName(), (one) -> ScalarTypes.read(one, raw))
				.orElseThrow();
		}
		if (raw.isArray() || Collection.class.isAssignableFrom(raw)) {
			return items(values, path, type, raw);
		}
		return Map.class.isAssignableFrom(raw) ? map(values, path, argument(type, 1)) : object(values, path, raw);
	}

	private static Object fail(ConfigValues values, ConfigPath path, Type type) {
		throw Scalars.wrong(values, path, "not readable as " + type.getTypeName());
	}

	private Object items(ConfigValues values, ConfigPath path, Type type, Class<?> raw) {
		Type itemType = raw.isArray() ? raw.getComponentType() : argument(type, 0);
		List<@Nullable Object> items = new ArrayList<>();
		if (values.node(path).orElseThrow() instanceof Scalar list) {
			for (ConfigNode item : CommaList.of(list).scalars()) {
				items.add(Scalars.converted(values, path, "a list of " + itemType.getTypeName(),
						() -> ScalarTypes.read((Scalar) item, raw(itemType))));
			}
		}
		else {
			int size = (values.node(path).orElseThrow() instanceof Sequence sequence) ? sequence.items().size()
					: Integer.MAX_VALUE;
			for (int index = 0; index < size && values.contains(path.index(index)); index++) {
				items.add(value(values, path.index(index), itemType));
			}
			if (items.isEmpty() && size > 0) {
				fail(values, path, type); // keys are no positions
			}
		}
		return collected(values, path, type, raw, items);
	}

	private static Object collected(ConfigValues values, ConfigPath path, Type type, Class<?> raw,
			List<@Nullable Object> items) {
		if (raw.isArray()) {
			Object array = Array.newInstance(raw.getComponentType(), items.size());
			for (int index = 0; index < items.size(); index++) {
				Array.set(array, index, items.get(index));
			}
			return array;
		}
		if (raw.isAssignableFrom(ArrayList.class)) {
			return items;
		}
		return raw.isAssignableFrom(LinkedHashSet.class) ? new LinkedHashSet<>(items) : fail(values, path, type);
	}

	/** Below a path, dots belong to the keys where the values are single ones. */
	private Map<String, @Nullable Object> map(ConfigValues values, ConfigPath path, Type valueType) {
		ConfigValues part = values.sub(path);
		Set<String> keys = new LinkedHashSet<>();
		for (String leaf : part.keys()) {
			List<PathSegment> segments = PropertyNames.parse(leaf);
			boolean whole = segments == null || ScalarTypes.knows(raw(valueType));
			keys.add((whole && (segments == null || segments.size() > 1)) ? leaf
					: ((segments != null) ? segments.get(0).text() : leaf));
		}
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (String key : keys) {
			ConfigPath exact = path.key(key);
			map.put(key,
					value(values, values.contains(exact) ? exact : path.resolve(ConfigPath.lenient(key)), valueType));
		}
		return map;
	}

	private Object object(ConfigValues values, ConfigPath path, Class<?> type) {
		ConfigNode present = values.node(path).orElse(Scalar.NULL);
		if (!(present instanceof Mapping) && !Scalar.NULL.equals(present)) {
			fail(values, path, type);
		}
		try {
			return type.isRecord() ? record(values, path, type) : bean(values, path, type);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException("No values can be bound to " + type.getName()
					+ ": it must be a record, or have a constructor without parameters", ex);
		}
	}

	private Object record(ConfigValues values, ConfigPath path, Class<?> type) throws ReflectiveOperationException {
		RecordComponent[] components = type.getRecordComponents();
		@Nullable Object[] arguments = new @Nullable Object[components.length];
		for (int index = 0; index < components.length; index++) {
			Object value = value(values, path.name(components[index].getName()), components[index].getGenericType());
			arguments[index] = (value != null) ? value : ScalarTypes.zero(components[index].getType());
		}
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Constructor<?> constructor = type.getDeclaredConstructor(types);
		constructor.setAccessible(true);
		return JavaProperties.create(constructor, arguments);
	}

	private Object bean(ConfigValues values, ConfigPath path, Class<?> type) throws ReflectiveOperationException {
		Constructor<?> constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		Object bean = JavaProperties.create(constructor);
		for (Method setter : JavaProperties.setters(type)) {
			Object value = value(values, path.name(setter.getName().substring(3)),
					setter.getGenericParameterTypes()[0]);
			if (value != null) {
				JavaProperties.set(setter, bean, value);
			}
		}
		return bean;
	}

	private static Class<?> raw(Type type) {
		if (type instanceof Class<?> raw) {
			return raw;
		}
		if (type instanceof ParameterizedType parameterized) {
			return (Class<?>) parameterized.getRawType();
		}
		throw new IllegalArgumentException("No values can be bound to " + type.getTypeName());
	}

	private static Type argument(Type type, int index) {
		return (type instanceof ParameterizedType parameterized) ? parameterized.getActualTypeArguments()[index]
				: String.class;
	}

}
