package io.safeconfig.format;

import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;

/**
 * A JSON file.
 */
final class JsonContent extends SplicedContent {

	private final boolean commented;

	private final JsonText text;

	private final JsonNode root;

	/**
	 * Reads a file.
	 * @param commented whether comments and trailing commas are allowed
	 * @throws ContentException if it is not valid or demands too much
	 */
	JsonContent(SourceText source, ConfigLimits limits, boolean commented) {
		super(source, limits);
		this.commented = commented;
		this.text = new JsonText(source.text());
		this.root = JsonReader.read(source, limits, commented);
	}

	@Override
	public List<ConfigNode> documents() {
		return List.of(this.root.value());
	}

	@Override
	public Optional<ContentPosition> position(int document, NodePath path) {
		Objects.checkIndex(document, 1);
		JsonPlace place = JsonPlace.find(this.text, this.root, path, limits());
		return Optional.ofNullable(place).map((found) -> source().position(found.container().start()));
	}

	@Override
	SplicedContent reparse(SourceText edited) {
		return new JsonContent(edited, limits(), this.commented);
	}

	@Override
	List<Splice> plan(int document, ContentEdit edit) {
		JsonPlace place = parent(edit);
		try {
			return plan(place, edit);
		}
		catch (IllegalArgumentException ex) {
			throw source().failure(String.valueOf(ex.getMessage()), place.container().start());
		}
	}

	private JsonPlace parent(ContentEdit edit) {
		return Objects.requireNonNull(JsonPlace.find(this.text, this.root, edit.path().parent(), limits()));
	}

	private List<Splice> plan(JsonPlace place, ContentEdit edit) {
		JsonNode container = place.container();
		int index = container.indexOf(edit.path().last());
		if (edit instanceof Add add) {
			String key = (add.path().last() instanceof NodePath.Key last) ? last.name() : null;
			return new JsonInsertion(place, key, add.value()).plan((index >= 0) ? index : container.children().size());
		}
		JsonNode node = container.children().get(index);
		if (edit instanceof Replace replace) {
			return replace(place, node, replace.value());
		}
		if (edit instanceof Rename rename) {
			boolean same = rename.key().equals(node.key());
			return same ? List.of() : List.of(new Splice(node.from(), node.keyEnd(), JsonStrings.quote(rename.key())));
		}
		return new JsonRemoval(this.text, container, index).plan();
	}

	private List<Splice> replace(JsonPlace place, JsonNode node, ConfigNode value) {
		if (node.value().equals(value)) {
			return List.of();
		}
		boolean example = !node.isEmpty() && node.value().getClass() == value.getClass();
		boolean lines = example ? place.isInLines(node) : place.usesLines(value);
		return List
			.of(new Splice(node.start(), node.end(), place.write(null, value, this.text.indent(node.start()), lines)));
	}

	@Override
	void verify(SplicedContent edited, int document, List<ContentEdit> edits) {
		if (!this.commented) {
			return;
		}
		NavigableMap<Integer, Integer> gone = new TreeMap<>();
		edits.forEach((edit) -> putGone(edit, gone));
		if (!JsonComments.of(source().text()).survive(JsonComments.of(edited.source().text()), gone)) {
			throw source().failure("the edit cannot be made in place: a comment would be lost; nothing was changed", 0,
					KEEP_COMMENT);
		}
	}

	/** Comments go with what they are in, and the one behind a removed value goes too. */
	private void putGone(ContentEdit edit, NavigableMap<Integer, Integer> gone) {
		JsonNode container = parent(edit).container();
		int index = container.indexOf(edit.path().last());
		if (edit instanceof Remove) {
			JsonRemoval removal = new JsonRemoval(this.text, container, index);
			gone.put(removal.start(), removal.end());
		}
		else if (edit instanceof Replace replace) {
			JsonNode node = container.children().get(index);
			if (!node.value().equals(replace.value())) {
				gone.put(node.start(), node.end());
			}
		}
	}

}
