package io.safeconfig.format;

import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A format of UTF-8 text that a library parses. The library is an optional dependency: it
 * is loaded when the first file of the format is touched, and only then can be found
 * missing.
 */
final class LibraryFormat implements ConfigFormat {

	/*
	 * Lambdas and no method references: those would load the class, and with it the
	 * library, when the constant is made.
	 */

	static final LibraryFormat YAML = new LibraryFormat("yaml", KeyStyle.PROPERTY_NAMES, "",
			new Library("YAML", "org.yaml:snakeyaml"), (source, limits) -> new YamlContent(source, limits), "yml",
			"yaml");

	/** JSON as RFC 8259 has it. */
	static final LibraryFormat JSON = new LibraryFormat("json", KeyStyle.PLAIN, "{}\n", Library.JACKSON,
			(source, limits) -> new JsonContent(source, limits, false), "json");

	/** JSON with comments and trailing commas. */
	static final LibraryFormat JSONC = new LibraryFormat("jsonc", KeyStyle.PLAIN, "{}\n", Library.JACKSON,
			(source, limits) -> new JsonContent(source, limits, true), "jsonc");

	/** TOML 1.1, and so TOML 1.0. */
	static final LibraryFormat TOML = new LibraryFormat("toml", KeyStyle.PLAIN, "",
			new Library("TOML", "org.tomlj:tomlj"), (source, limits) -> TomlContent.of(source, limits), "toml");

	private final String id;

	private final KeyStyle keyStyle;

	private final String empty;

	private final Library library;

	private final BiFunction<SourceText, ConfigLimits, ConfigContent> parser;

	private final FileExtensions extensions;

	private LibraryFormat(String id, KeyStyle keyStyle, String empty, Library library,
			BiFunction<SourceText, ConfigLimits, ConfigContent> parser, String... extensions) {
		this.id = id;
		this.keyStyle = keyStyle;
		this.empty = empty;
		this.library = library;
		this.parser = parser;
		this.extensions = FileExtensions.of(extensions);
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public boolean supports(String fileName) {
		return this.extensions.isOf(fileName);
	}

	@Override
	public KeyStyle keyStyle() {
		return this.keyStyle;
	}

	@Override
	public ConfigContent parse(byte[] bytes, ConfigLimits limits) {
		Objects.requireNonNull(bytes, "bytes must not be null");
		Objects.requireNonNull(limits, "limits must not be null");
		return parse(SourceText.decode(bytes, limits), limits);
	}

	@Override
	public ConfigContent empty(ConfigLimits limits) {
		Objects.requireNonNull(limits, "limits must not be null");
		return parse(SourceText.of(this.empty), limits);
	}

	private ConfigContent parse(SourceText source, ConfigLimits limits) {
		try {
			return this.parser.apply(source, limits);
		}
		catch (LinkageError ex) {
			ContentException failure = this.library.failure(ex);
			failure.initCause(ex);
			throw failure;
		}
	}

	@Override
	public String toString() {
		return "ConfigFormat[" + this.id + "]";
	}

	/**
	 * What a format needs.
	 *
	 * @param format the format as in a sentence
	 * @param dependency the group and the name of the library
	 */
	private record Library(String format, String dependency) {

		static final Library JACKSON = new Library("JSON", "tools.jackson.core:jackson-core");

		/** The content is not to blame, whatever it is. */
		ContentException failure(LinkageError ex) {
			if (ex instanceof NoClassDefFoundError) {
				return new ContentException(
						"to read " + this.format + ", the application needs the library " + this.dependency, 0, 0,
						"Add " + this.dependency + " to the application's dependencies.");
			}
			return new ContentException(
					"to read " + this.format + ", the application needs another version of the library "
							+ this.dependency + " than the one that it has",
					0, 0, "Let the build choose the version of " + this.dependency
							+ " that SafeConfig was built with, and look for what asks for another one.");
		}

	}

}
