package io.safeconfig.format;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;

import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Replace;
import io.safeconfig.format.NodePath.Index;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file.
 */
final class YamlContent extends SplicedContent {

	private final YamlLines lines;

	private final List<YamlDocument> documents;

	private final List<YamlScalar> scalars;

	YamlContent(SourceText source, ConfigLimits limits) {
		super(source, limits);
		this.lines = new YamlLines(source.text());
		YamlComposer composer = new YamlComposer(source, this.lines, limits);
		this.documents = composer.compose();
		this.scalars = composer.scalarsWithNumberSign();
	}

	@Override
	public List<ConfigNode> documents() {
		return this.documents.stream().map(YamlDocument::data).toList();
	}

	@Override
	public Optional<ContentPosition> position(int document, NodePath path) {
		Objects.checkIndex(document, this.documents.size());
		YamlNode node = locator(document).find(path);
		return (node != null) ? Optional.of(source().position(node.body())) : Optional.empty();
	}

	@Override
	SplicedContent reparse(SourceText edited) {
		return new YamlContent(edited, limits());
	}

	@Override
	List<Splice> plan(int document, ContentEdit edit) {
		return new YamlPlanner(source(), limits(), this.lines, this.documents.get(document)).plan(edit);
	}

	private YamlLocator locator(int document) {
		return new YamlLocator(source(), this.documents.get(document).root());
	}

	@Override
	void verify(SplicedContent edited, int document, List<ContentEdit> edits) {
		YamlContent after = (YamlContent) edited;
		List<LostRange> ranges = edits.stream()
			.map((edit) -> lost(document, edit))
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
		IntPredicate mayGo = (offset) -> ranges.stream().anyMatch((range) -> range.holds(offset));
		YamlComments before = YamlComments.of(this.lines, this.scalars);
		if (!before.survive(YamlComments.of(after.lines, after.scalars), mayGo)) {
			throw source().failure("the edit cannot be made in place: a comment would be lost; nothing was changed",
					start(document, edits.get(0)), KEEP_COMMENT);
		}
	}

	private int start(int document, ContentEdit edit) {
		YamlNode node = locator(document).find(edit.path());
		return (node != null) ? node.start() : 0;
	}

	/** Comments in what is removed, or in a replaced mapping or sequence, go with it. */
	private @Nullable LostRange lost(int document, ContentEdit edit) {
		if (!(edit instanceof Remove) && !(edit instanceof Replace)) {
			return null;
		}
		if (locator(document).saysAlready(edit)) {
			return null;
		}
		YamlNode container = locator(document).container(edit.path());
		if (container instanceof YamlMapping mapping && edit.path().last() instanceof NodePath.Key key) {
			YamlEntry entry = mapping.own(key.name());
			return (entry == null) ? null : lost(edit, entry.start(), entry.head(), entry.value(), entry.end());
		}
		if (container instanceof YamlSequence sequence && edit.path().last() instanceof Index index) {
			YamlItem item = sequence.items().get(index.position());
			return lost(edit, item.start(), item.head(), item.value(), item.end());
		}
		return null;
	}

	private @Nullable LostRange lost(ContentEdit edit, int start, int head, YamlNode value, int end) {
		if (edit instanceof Remove) {
			return new LostRange(start, this.lines.end(end));
		}
		if (!(value instanceof YamlCollection)) {
			return null;
		}
		boolean below = !value.inline() && !this.lines.sameLine(head, value.body());
		return new LostRange(below ? this.lines.end(head) : value.body(),
				value.inline() ? value.end() : this.lines.end(end));
	}

	/** Where comments may vanish. */
	private record LostRange(int start, int end) {

		boolean holds(int offset) {
			return this.start <= offset && offset < this.end;
		}

	}

}
