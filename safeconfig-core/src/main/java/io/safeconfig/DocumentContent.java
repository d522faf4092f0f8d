package io.safeconfig;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.safeconfig.format.ConfigContent;
import io.safeconfig.format.ConfigFormat;
import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ContentEdit;
import io.safeconfig.format.ContentException;
import org.jspecify.annotations.Nullable;

/**
 * The content of one file while it is read or changed. Parsed when first needed: a broken
 * file can still be replaced as a whole.
 */
final class DocumentContent {

	private final String name;

	private final DocumentSupport support;

	private final ConfigFormat format;

	/** What the file held, no longer of account once there is parsed content. */
	private final byte @Nullable [] original;

	/** The version of {@link #original}, where it has one. */
	private final @Nullable ConfigVersion version;

	private @Nullable ConfigContent content;

	/** What was asked for last, as long as it is what the content says. */
	private @Nullable Indexed indexed;

	DocumentContent(String name, DocumentSupport support, byte @Nullable [] original, @Nullable ConfigVersion version) {
		this.name = name;
		this.support = support;
		this.format = support.format(name);
		this.original = original;
		this.version = version;
	}

	DocumentSupport support() {
		return this.support;
	}

	ConfigFormat format() {
		return this.format;
	}

	ConfigContent parse() {
		if (this.content == null) {
			this.content = translating(() -> parse(this.original));
			if (this.version != null) {
				this.support.lastGood().put(this.name, this.version);
			}
		}
		return this.content;
	}

	private ConfigContent parse(byte @Nullable [] bytes) {
		return (bytes != null) ? this.format.parse(bytes, this.support.limits())
				: this.format.empty(this.support.limits());
	}

	List<ConfigNode> roots() {
		return parse().documents();
	}

	/** What one document says now. */
	DocumentValues values(int position) {
		ConfigContent present = parse();
		Indexed last = this.indexed;
		if (last == null || last.position() != position) {
			last = new Indexed(position, index(present, position));
			this.indexed = last;
		}
		return last.values();
	}

	private DocumentValues index(ConfigContent present, int position) {
		return new DocumentValues(this.name, present.documents().get(position), this.format.keyStyle(),
				(path) -> present.position(position, path), this.support.binding());
	}

	/** Plan edits on what a document says now, and make them all or none. */
	void edit(int position, Function<EditPlanner, List<ContentEdit>> plan) {
		ConfigContent present = parse();
		List<ContentEdit> edits = values(position).plan(plan, ListEdits.SHORT);
		if (edits.isEmpty()) {
			return;
		}
		try {
			change(edited(present, position, edits, plan));
		}
		catch (ContentException ex) {
			throw ConfigFormatException.refusedEdit(this.name, ex.reason(), ex.line(), ex.column(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw ConfigFormatException.refusedEdit(this.name, "one part of the change leaves no place for another one",
					0, 0, ex);
		}
	}

	/**
	 * A list may lie where its items cannot be edited, behind an alias for example, and
	 * can be replaced; or the other way round.
	 */
	private ConfigContent edited(ConfigContent present, int position, List<ContentEdit> edits,
			Function<EditPlanner, List<ContentEdit>> plan) {
		try {
			return present.edit(position, edits);
		}
		catch (ContentException ex) {
			for (ListEdits lists : List.of(ListEdits.WHOLE, ListEdits.ITEMS)) {
				List<ContentEdit> others = values(position).plan(plan, lists);
				if (!others.equals(edits)) {
					try {
						return present.edit(position, others);
					}
					catch (ContentException again) {
						ex.addSuppressed(again);
					}
				}
			}
			throw ex;
		}
	}

	/** JSON, whatever formats the files have. */
	ConfigNode parsePatch(byte[] json) {
		try {
			return ConfigFormat.json().parse(json, this.support.limits()).documents().get(0);
		}
		catch (ContentException ex) {
			throw ConfigFormatException.refusedEdit(this.name, "the patch is not usable: " + ex.reason(), ex.line(),
					ex.column(), ex);
		}
	}

	void replace(byte[] bytes) {
		change(translating(() -> parse(bytes)));
	}

	private void change(ConfigContent changed) {
		this.content = changed;
		this.indexed = null;
	}

	byte[] bytes() {
		if (this.content == null) {
			return (this.original != null) ? this.original.clone() : new byte[0];
		}
		return (this.original != null) ? readable(this.content.toBytes()) : this.content.toBytes();
	}

	/** A file of no bytes whose format has keys could not be read again. */
	private byte[] readable(byte[] bytes) {
		return (bytes.length == 0 && this.format.hasKeys()) ? new byte[] { '\n' } : bytes;
	}

	byte[] toCommit() {
		return (this.original == null && this.format.hasKeys()) ? readable(parse().toBytes()) : bytes();
	}

	private <T> T translating(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (ContentException ex) {
			throw ConfigFormatException.of(this.name, ex,
					(this.content == null) ? this.support.lastGood().get(this.name) : null);
		}
	}

	/**
	 * Values and which document says them.
	 *
	 * @param position the document
	 * @param values what it says
	 */
	private record Indexed(int position, DocumentValues values) {
	}

}
