package io.safeconfig;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.safeconfig.format.ConfigContent;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigLimits;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentException;
import org.jspecify.annotations.Nullable;

/**
 * The content of one file while it is read or changed. Parsed when first needed: a broken
 * file can still be replaced as a whole.
 */
final class DocumentContent {

	/** The store has looked at the size already, by a limit of its own. */
	private static final ConfigLimits LIMITS = ConfigLimits.DEFAULTS.withBytes(Integer.MAX_VALUE);

	private final String name;

	private final ConfigFormat format;

	private final boolean exists;

	/** What the file held; no longer of account once there is parsed content. */
	private final byte[] original;

	private @Nullable ConfigContent content;

	DocumentContent(String name, boolean exists, byte[] original) {
		this.name = name;
		this.format = ConfigFormat.forFileName(name);
		this.exists = exists;
		this.original = original;
	}

	ConfigFormat format() {
		return this.format;
	}

	ConfigContent parse() {
		if (this.content == null) {
			this.content = translating(
					() -> this.exists ? this.format.parse(this.original, LIMITS) : this.format.empty(LIMITS));
		}
		return this.content;
	}

	List<ConfigNode> roots() {
		return translating(() -> parse().documents());
	}

	Map<String, ConfigNode> entries(int position) {
		return (roots().get(position) instanceof Mapping mapping) ? mapping.entries() : Map.of();
	}

	void edit(int position, ContentEdit edit) {
		ConfigContent present = parse();
		this.content = translating(() -> present.edit(position, List.of(edit)));
	}

	void replace(byte[] bytes) {
		this.content = translating(() -> this.format.parse(bytes, LIMITS));
	}

	byte[] bytes() {
		return (this.content != null) ? this.content.toBytes() : this.original.clone();
	}

	/**
	 * A new file without keys gets a line end: one of no bytes could not be read again.
	 */
	byte[] toCommit() {
		byte[] bytes = bytes();
		return (bytes.length == 0 && !this.exists && this.format.hasKeys()) ? new byte[] { '\n' } : bytes;
	}

	private <T> T translating(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (ContentException ex) {
			throw new ConfigFormatException(this.name, ex.reason(), ex.line(), ex.column(), ex);
		}
	}

}
