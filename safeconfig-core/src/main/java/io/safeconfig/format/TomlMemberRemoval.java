package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Removes members of an array or of an inline table, with their commas.
 */
final class TomlMemberRemoval {

	private final TomlOutline outline;

	private final TomlItem item;

	private final List<TomlMember> members;

	private final SortedSet<Integer> removed;

	private final List<Splice> splices = new ArrayList<>();

	TomlMemberRemoval(TomlOutline outline, TomlItem item, SortedSet<Integer> removed) {
		this.outline = outline;
		this.item = item;
		this.members = item.members();
		this.removed = removed;
	}

	List<Splice> splices() {
		if (this.removed.size() == this.members.size() && isPlain(this.item.start(), this.item.end())) {
			return List.of(new Splice(this.item.start() + 1, this.item.end() - 1, ""));
		}
		int kept = this.members.size() - 1;
		while (kept >= 0 && this.removed.contains(kept)) {
			kept--;
		}
		for (int index : this.removed) {
			if (index < kept || ownsLines(this.members.get(index))) {
				remove(index);
			}
		}
		if (kept < this.members.size() - 1) {
			removeTail(kept);
		}
		return this.splices;
	}

	private void remove(int index) {
		TomlMember member = this.members.get(index);
		if (ownsLines(member)) {
			int start = this.outline.lineStart(member.start());
			this.splices.add(new Splice(start, this.outline.nextLine(member.fullEnd()), ""));
			return;
		}
		int next = this.members.get(index + 1).start();
		if (this.outline.isBlank(member.fullEnd(), next) && this.outline.lineStart(next) <= member.start()) {
			this.splices.add(new Splice(member.start(), next, ""));
			return;
		}
		int before = (index > 0 && !this.removed.contains(index - 1)) ? this.members.get(index - 1).fullEnd() : 0;
		boolean behind = before > 0 && this.outline.isBlank(before, member.start());
		int start = behind ? before : member.start();
		this.splices.add(new Splice(start, member.fullEnd(), ""));
	}

	/** Remove what is behind the last member that stays, which may lose its comma. */
	private void removeTail(int kept) {
		TomlMember last = this.members.get(this.members.size() - 1);
		boolean comma = kept >= 0 && !last.hasComma();
		int tail = kept + 1;
		int start = (kept < 0) ? this.item.start() + 1
				: comma ? this.members.get(kept).end() : this.members.get(kept).fullEnd();
		boolean lines = this.members.subList(tail, this.members.size()).stream().anyMatch(this::ownsLines);
		if (!lines && isPlain(start, last.fullEnd())) {
			this.splices.add(new Splice(start, last.fullEnd(), ""));
			return;
		}
		if (comma) {
			this.splices.add(new Splice(this.members.get(kept).comma(), this.members.get(kept).comma() + 1, ""));
		}
		for (int index = tail; index < this.members.size(); index++) {
			TomlMember member = this.members.get(index);
			if (!ownsLines(member)) {
				this.splices.add(new Splice(member.start(), member.fullEnd(), ""));
			}
		}
	}

	/** Tell whether nothing else but a comment behind it is on the lines of a member. */
	private boolean ownsLines(TomlMember member) {
		int end = this.outline.lineEnd(member.fullEnd());
		return this.outline.isBlank(this.outline.lineStart(member.start()), member.start()) && end < this.item.end()
				&& (this.outline.isBlank(member.fullEnd(), end) || startsComment(member.fullEnd()));
	}

	private boolean startsComment(int offset) {
		return this.outline.text().substring(offset, this.outline.lineEnd(offset)).stripLeading().startsWith("#");
	}

	/** Tell whether a range holds no comment. */
	private boolean isPlain(int start, int end) {
		return this.outline.comments()
			.stream()
			.noneMatch((comment) -> comment.start() >= start && comment.start() < end);
	}

}
