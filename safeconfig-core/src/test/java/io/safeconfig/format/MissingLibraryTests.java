package io.safeconfig.format;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * SafeConfig in an application that brings no parser.
 */
class MissingLibraryTests {

	@ParameterizedTest
	@CsvSource({ "json, JSON, tools.jackson.core:jackson-core", "jsonc, JSON, tools.jackson.core:jackson-core",
			"yaml, YAML, org.yaml:snakeyaml", "toml, TOML, org.tomlj:tomlj" })
	void aFileWhoseParserIsMissingNamesTheDependency(String format, String name, String library) throws Exception {
		try (URLClassLoader loader = withoutLibraries()) {
			for (int attempt = 0; attempt < 2; attempt++) {
				assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> parse(loader, format))
					.havingCause()
					.withMessage("to read %s, the application needs the library %s", name, library)
					.matches((failure) -> failure.getClass().getName().equals(ContentException.class.getName()));
			}
		}
	}

	@Test
	void otherFormatsDoNotNeedThem() throws Exception {
		try (URLClassLoader loader = withoutLibraries()) {
			assertThat((List<?>) formats(loader).getMethod("standard").invoke(null)).isNotEmpty();
			assertThat(parse(loader, "properties")).isNotNull();
		}
	}

	private static Object parse(ClassLoader loader, String name) throws ReflectiveOperationException {
		Class<?> limits = loader.loadClass(ConfigLimits.class.getName());
		Object format = formats(loader).getMethod(name).invoke(null);
		Method parse = formats(loader).getMethod("parse", byte[].class, limits);
		return parse.invoke(format, Latin1.bytes("a = 1"), limits.getField("DEFAULTS").get(null));
	}

	private static Class<?> formats(ClassLoader loader) throws ClassNotFoundException {
		return loader.loadClass(ConfigFormat.class.getName());
	}

	/** Knows this library and the JDK, and nothing else. */
	private static URLClassLoader withoutLibraries() {
		URL classes = ConfigFormat.class.getProtectionDomain().getCodeSource().getLocation();
		return new URLClassLoader(new URL[] { classes }, ClassLoader.getPlatformClassLoader());
	}

}
