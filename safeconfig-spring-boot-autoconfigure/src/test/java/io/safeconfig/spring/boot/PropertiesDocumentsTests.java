package io.safeconfig.spring.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.safeconfig.format.ConfigContent;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigLimits;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentException;
import io.safeconfig.format.NodePath;
import io.safeconfig.format.PropertiesEncoding;
import org.junit.jupiter.api.Test;

import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares with Spring Boot where a property file is divided into documents, before and
 * after edits.
 */
class PropertiesDocumentsTests {

	private static final long SEED = 20_261_124L;

	private static final int FILES = 20_000;

	private static final List<String> PIECES = List.of("a=1", "b = 2", "c:3", "d.e=\\\n  4", "a=5", "=6", "# x", "! x",
			" # x", "#", "#-", "#--", "#---", "#---", "#---", "!---", "!---", "#--- ", "!---\t ", " #---", "#----",
			"#---x", "# ---", "---=7", "", "", "  ", "\t");

	private final Random random = new Random(SEED);

	@Test
	void filesAreDividedWhereSpringBootDividesThem() throws IOException {
		int divided = 0;
		int edited = 0;
		for (int number = 0; number < FILES; number++) {
			String file = file();
			ConfigContent content = ConfigFormat.properties(PropertiesEncoding.ISO_8859_1)
				.parse(bytes(file), ConfigLimits.DEFAULTS);
			assertThat(named(content)).as(show(file)).isEqualTo(loadedByBoot(content));
			divided += (content.documents().size() > 1) ? 1 : 0;
			ConfigContent changed = edit(content);
			edited += (changed != content) ? 1 : 0;
			assertThat(named(changed)).as(show(file)).isEqualTo(loadedByBoot(changed));
		}
		assertThat(divided).as("divided").isGreaterThan(FILES / 10);
		assertThat(edited).as("edited").isGreaterThan(FILES / 2);
	}

	private String file() {
		String lineEnd = List.of("\n", "\r\n", "\r").get(this.random.nextInt(3));
		List<String> lines = new ArrayList<>();
		int count = 1 + this.random.nextInt(12);
		for (int line = 0; line < count; line++) {
			lines.add(PIECES.get(this.random.nextInt(PIECES.size())));
		}
		return String.join("\n", lines).replace("\n", lineEnd) + (this.random.nextInt(4) == 0 ? " " : lineEnd);
	}

	private ConfigContent edit(ConfigContent content) {
		int document = this.random.nextInt(content.documents().size());
		List<String> keys = List.of("a", "b", "c", "d.e", "d.f", "g");
		String key = keys.get(this.random.nextInt(keys.size()));
		NodePath path = NodePath.ROOT.key(key);
		boolean there = ((Mapping) content.documents().get(document)).entries().containsKey(key);
		ContentEdit edit = !there ? new ContentEdit.Add(path, Scalar.of("new")) : this.random.nextBoolean()
				? new ContentEdit.Remove(path) : new ContentEdit.Replace(path, Scalar.of("other"));
		try {
			return content.edit(document, List.of(edit));
		}
		catch (ContentException ex) {
			return content;
		}
	}

	/** Spring Boot has no keys without a name, and no documents without keys. */
	private static List<Map<String, String>> named(ConfigContent content) {
		List<Map<String, String>> documents = new ArrayList<>();
		for (ConfigNode root : content.documents()) {
			Map<String, String> values = new HashMap<>();
			((Mapping) root).entries().forEach((key, value) -> values.put(key, ((Scalar) value).text()));
			values.remove("");
			documents.add(values);
		}
		return documents.equals(List.of(Map.of())) ? List.of() : documents;
	}

	private static List<Map<String, String>> loadedByBoot(ConfigContent content) throws IOException {
		List<Map<String, String>> documents = new ArrayList<>();
		for (PropertySource<?> source : new PropertiesPropertySourceLoader().load("test",
				new ByteArrayResource(content.toBytes()))) {
			Map<String, String> values = new HashMap<>();
			((Map<?, ?>) source.getSource())
				.forEach((key, value) -> values.put((String) key, (String) ((OriginTrackedValue) value).getValue()));
			documents.add(values);
		}
		return documents;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String show(String file) {
		return file.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
	}

}
