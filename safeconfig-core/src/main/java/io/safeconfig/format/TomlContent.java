package io.safeconfig.format;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Rename;

/**
 * A TOML file.
 */
final class TomlContent extends SplicedContent {

	private final TomlOutline outline;

	private final TomlNode root;

	private final ConfigNode data;

	private TomlContent(SourceText source, ConfigLimits limits, TomlOutline outline, TomlNode root, ConfigNode data) {
		super(source, limits);
		this.outline = outline;
		this.root = root;
		this.data = data;
	}

	/**
	 * Reads text.
	 * @throws ContentException if it is no TOML or demands more than allowed
	 */
	static TomlContent of(SourceText source, ConfigLimits limits) {
		int depth = limits.depth();
		TomlOutline outline = TomlScanner.scan(source, depth, limits.numberLength());
		return of(source, limits, outline, depth);
	}

	private static TomlContent of(SourceText source, ConfigLimits limits, TomlOutline outline, int depth) {
		TomlNode root = TomlTree.of(source, outline.sections(), depth);
		ConfigNode data = TomlData.of(source, root, TomlLibrary.parse(source, depth));
		return new TomlContent(source, limits, outline, root, data);
	}

	@Override
	public List<ConfigNode> documents() {
		return List.of(this.data);
	}

	@Override
	SplicedContent reparse(SourceText edited) {
		return of(edited, limits());
	}

	@Override
	List<Splice> plan(int document, ContentEdit edit) {
		return new TomlPlan(source(), this.outline, this.root, this.data).of(edit);
	}

	/**
	 * No comment is changed, and none goes unless something is removed or replaced.
	 */
	@Override
	void verify(SplicedContent edited, int document, List<ContentEdit> edits) {
		List<Splice> before = this.outline.comments();
		List<Splice> after = ((TomlContent) edited).outline.comments();
		int kept = 0;
		for (Splice comment : before) {
			if (kept < after.size() && after.get(kept).text().equals(comment.text())) {
				kept++;
			}
		}
		boolean all = edits.stream().allMatch((edit) -> edit instanceof Add || edit instanceof Rename);
		if (kept < after.size() || (all && kept < before.size())) {
			throw source().failure("the edit cannot be made in place: a comment would change; nothing was changed", 0,
					KEEP_COMMENT);
		}
	}

	@Override
	public Optional<ContentPosition> position(int document, NodePath path) {
		Objects.checkIndex(document, 1);
		return Optional.of(source().position(TomlPlan.find(this.root, path).start()));
	}

}
