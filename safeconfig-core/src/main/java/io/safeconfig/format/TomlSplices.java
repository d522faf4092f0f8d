package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins what is removed and what is inserted. A removal may take blank lines with it,
 * among which something is inserted, or the line below which something is inserted.
 */
final class TomlSplices {

	private final TomlOutline outline;

	private final List<Splice> splices;

	private TomlSplices(TomlOutline outline, List<Splice> removals) {
		this.outline = outline;
		this.splices = new ArrayList<>(removals);
	}

	static List<Splice> join(TomlOutline outline, List<Splice> removals, List<Splice> insertions) {
		TomlSplices joined = new TomlSplices(outline, removals);
		insertions.forEach(joined::insert);
		return joined.splices;
	}

	private void insert(Splice insertion) {
		int position = insertion.start();
		for (int index = 0; index < this.splices.size(); index++) {
			Splice removal = this.splices.get(index);
			if (removal.start() < position && position <= removal.end() && this.outline.lineEnd(position) == position
					&& this.outline.nextLine(position) == removal.end()) {
				this.splices.set(index, replacement(removal, insertion));
				return;
			}
			if (removal.start() < position && position < removal.end()
					&& this.outline.isBlank(removal.start(), position)) {
				this.splices.set(index, new Splice(position, removal.end(), ""));
				boolean last = removal.end() == this.outline.text().length();
				this.splices.add(last ? atEnd(insertion) : insertion);
				return;
			}
		}
		this.splices.add(insertion);
	}

	/** The lines that are inserted take the place of those that are removed. */
	private Splice replacement(Splice removal, Splice insertion) {
		String lineEnd = this.outline.text().substring(insertion.start(), removal.end());
		boolean start = this.outline.lineStart(removal.start()) == removal.start();
		String text = insertion.text();
		String lines = (start && text.startsWith(this.outline.newline()))
				? text.substring(this.outline.newline().length()) : text;
		return new Splice(removal.start(), removal.end(), removal.text() + lines + lineEnd);
	}

	/** What is inserted is now the end of the file. */
	private Splice atEnd(Splice insertion) {
		String end = this.outline.text().endsWith("\n") ? this.outline.newline() : "";
		return new Splice(insertion.start(), insertion.end(), insertion.text().stripTrailing() + end);
	}

}
