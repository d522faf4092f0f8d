package io.safeconfig.format;

import java.util.List;
import java.util.Set;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import org.jspecify.annotations.Nullable;

/**
 * Reads and edits whole keys in the root of a document.
 */
final class Keys {

	private Keys() {
	}

	static Set<String> keys(ConfigContent content) {
		return root(content, 0).entries().keySet();
	}

	static @Nullable String get(ConfigContent content, String key) {
		return (root(content, 0).entries().get(key) instanceof Scalar scalar) ? scalar.text() : null;
	}

	static ConfigContent set(ConfigContent content, String key, String value) {
		return content.edit(0, List.of(set(content, 0, key, value)));
	}

	static ContentEdit set(ConfigContent content, int document, String key, String value) {
		boolean there = root(content, document).entries().containsKey(key);
		return there ? replace(key, value) : add(key, value);
	}

	static ConfigContent remove(ConfigContent content, String key) {
		return content.edit(0, List.of(remove(key)));
	}

	static Add add(String key, String value) {
		return new Add(NodePath.ROOT.key(key), Scalar.of(value));
	}

	static Replace replace(String key, String value) {
		return new Replace(NodePath.ROOT.key(key), Scalar.of(value));
	}

	static Remove remove(String key) {
		return new Remove(NodePath.ROOT.key(key));
	}

	static Rename rename(String key, String newKey) {
		return new Rename(NodePath.ROOT.key(key), newKey);
	}

	static Mapping root(ConfigContent content, int document) {
		return (Mapping) content.documents().get(document);
	}

}
