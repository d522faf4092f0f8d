package io.safeconfig.samples.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/** Which media type a file has, by its extension. */
final class ContentTypes {

	/** As SafeConfig and {@link java.util.Properties} read such files. */
	private static final MediaType PROPERTIES = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.ISO_8859_1);

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final Map<String, MediaType> BY_EXTENSION = Map.of("properties", PROPERTIES, "txt", TEXT, "md", TEXT,
			"json", MediaType.APPLICATION_JSON, "yml", MediaType.APPLICATION_YAML, "yaml", MediaType.APPLICATION_YAML,
			"xml", MediaType.APPLICATION_XML);

	private ContentTypes() {
	}

	static MediaType of(String name) {
		String extension = StringUtils.getFilenameExtension(name);
		return (extension != null)
				? BY_EXTENSION.getOrDefault(extension.toLowerCase(Locale.ROOT), MediaType.APPLICATION_OCTET_STREAM)
				: MediaType.APPLICATION_OCTET_STREAM;
	}

}
