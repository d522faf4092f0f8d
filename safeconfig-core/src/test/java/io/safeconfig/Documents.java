package io.safeconfig;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigLimits;

/** Documents without files. */
final class Documents {

	static final DocumentSupport SUPPORT = new DocumentSupport(ConfigFormat.standard(), ConfigLimits.DEFAULTS,
			ConfigBinding.plain(), ConfigValidator.NONE, new LastGoodVersions());

	private Documents() {
	}

	static ConfigDocument of(String name, String content) {
		return ConfigDocument.parse(name, content.getBytes(StandardCharsets.UTF_8), null, SUPPORT);
	}

	/** What is left of content after an edit. */
	static String edited(String name, String content, Consumer<ConfigDocument> edit) {
		ConfigDocument document = of(name, content);
		edit.accept(document);
		return document.text();
	}

}
