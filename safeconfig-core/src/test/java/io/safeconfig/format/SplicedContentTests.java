package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Replace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Carries out edits that are planned well, and refuses those that are planned wrongly.
 */
class SplicedContentTests {

	private final List<String> parsed = new ArrayList<>();

	private Function<ContentEdit, List<Splice>> planner = SplicedContentTests::rightPlan;

	private boolean batchesAll;

	@Test
	void aPlannedEditIsCarriedOutAndTheOldContentStays() {
		Letters content = letters("abc");
		assertThat(text(content.edit(0, List.of(replace(1, "x"))))).isEqualTo("axc");
		assertThat(text(content)).isEqualTo("abc");
	}

	@Test
	void splicesMayComeInAnyOrder() {
		this.planner = (edit) -> List.of(new Splice(2, 3, ""), new Splice(1, 2, ""), new Splice(0, 1, "xbc"));
		assertThat(text(letters("abc").edit(0, List.of(replace(0, "x"))))).isEqualTo("xbc");
	}

	@Test
	void overlappingSplicesAreRefused() {
		assertRefused("would say something else", 2, (edit) -> List.of(new Splice(0, 2, "xb"), new Splice(1, 3, "c")));
		assertRefused("would say something else", 1, (edit) -> List.of(new Splice(0, 3, "xbc"), new Splice(0, 3, "")));
	}

	@Test
	void splicesOutsideTheTextAreRefused() {
		assertRefused("would say something else", 3, (edit) -> List.of(new Splice(2, 4, "x")));
		assertRefused("would say something else", 1, (edit) -> List.of(new Splice(-1, 1, "x")));
		assertRefused("would say something else", 2, (edit) -> List.of(new Splice(1, 0, "x")));
		assertRefused("would say something else", 4, (edit) -> List.of(new Splice(9, 9, "x")));
	}

	@Test
	void anotherValueThanWantedIsRefused() {
		assertRefused("would say something else", 1, (edit) -> List.of(new Splice(0, 1, "y")));
		assertRefused("would say something else", 1, (edit) -> List.of());
	}

	@Test
	void aNeighbourThatIsTouchedIsRefused() {
		assertRefused("would say something else", 1, (edit) -> List.of(new Splice(0, 2, "xy")));
		assertRefused("would say something else", 1, (edit) -> List.of(new Splice(0, 1, "x"), new Splice(3, 3, "d")));
		assertRefused("would say something else", 1, (edit) -> List.of(new Splice(0, 1, "x"), new Splice(2, 3, "")));
	}

	@Test
	void aResultThatCannotBeReadIsRefusedWithTheReason() {
		assertRefused("could not be read again; nothing was changed: no letter", 1,
				(edit) -> List.of(new Splice(0, 1, "?")));
	}

	@Test
	void aResultThatIsTooLargeIsRefused() {
		assertRefused("no more than 6", 1, (edit) -> List.of(new Splice(0, 1, "xxxxx")));
	}

	@Test
	void whatTheDataDoesNotShowCanBeRefused() {
		assertRefused("an exclamation mark was lost", 1, (edit) -> List.of(new Splice(0, 1, "x"), new Splice(3, 4, "")),
				"abc!");
	}

	@Test
	void aRefusalOfThePlannerStays() {
		assertRefused("cannot", 7, (edit) -> {
			throw new ContentException("cannot", 1, 7);
		});
	}

	@Test
	void replacementsInDifferentPlacesAreVerifiedOnce() {
		Letters content = letters("abcdef");
		this.parsed.clear();
		ConfigContent edited = content.edit(0, List.of(replace(4, "x"), replace(0, "y"), replace(2, "z")));
		assertThat(text(edited)).isEqualTo("ybzdxf");
		assertThat(this.parsed).containsExactly("ybzdxf");
	}

	@Test
	void replacementsInTheSamePlaceAreMadeOneAfterTheOther() {
		Letters content = letters("abc");
		this.parsed.clear();
		ConfigContent edited = content.edit(0, List.of(replace(0, "x"), replace(1, "y"), replace(0, "z")));
		assertThat(text(edited)).isEqualTo("zyc");
		assertThat(this.parsed).containsExactly("xyc", "zyc");
	}

	@Test
	void otherEditsAreMadeAloneUnlessTheFormatCanDoMore() {
		List<ContentEdit> edits = List.of(replace(0, "x"), remove(1), replace(1, "y"), replace(0, "z"));
		Letters content = letters("abc");
		this.parsed.clear();
		assertThat(text(content.edit(0, edits))).isEqualTo("zy");
		assertThat(this.parsed).containsExactly("xbc", "xc", "zy");
		this.batchesAll = true;
		this.parsed.clear();
		assertThat(text(content.edit(0, List.of(remove(2), replace(0, "x"))))).isEqualTo("xb");
		assertThat(this.parsed).containsExactly("xb");
	}

	@Test
	void nodesInEachOtherAreNotChangedTogether() {
		EditBatch batch = new EditBatch();
		NodePath a = NodePath.ROOT.key("a");
		assertThat(batch.add(edit(a.key("b").key("c")), true)).isTrue();
		assertThat(batch.add(edit(a), true)).isFalse();
		assertThat(batch.add(edit(a.key("b")), true)).isFalse();
		assertThat(batch.add(edit(a.key("b").key("c").index(0)), true)).isFalse();
		assertThat(batch.add(edit(a.key("c")), true)).isTrue();
		assertThat(batch.add(edit(a.key("d")), false)).isFalse();
		assertThat(batch.add(new ContentEdit.Rename(a.key("e"), "c"), true)).isFalse();
		assertThat(batch.add(new ContentEdit.Rename(a.key("e"), "f"), true)).isTrue();
		assertThat(batch.add(edit(a.key("f")), true)).isFalse();
		assertThat(batch.edits()).hasSize(3);
	}

	@Test
	void anEditThatSaysWhatIsThereChangesNothing() {
		Letters content = letters("abc");
		this.planner = (edit) -> List.of();
		this.parsed.clear();
		assertThat(content.edit(0, List.of(replace(0, "a")))).isSameAs(content);
		assertThat(content.edit(0, List.of())).isSameAs(content);
		assertThat(this.parsed).isEmpty();
	}

	@Test
	void eitherAllEditsAreMadeOrNone() {
		Letters content = letters("abc");
		this.planner = (edit) -> edit.path().equals(NodePath.ROOT.index(1)) ? List.of(new Splice(1, 2, "?"))
				: rightPlan(edit);
		assertThatExceptionOfType(ContentException.class)
			.isThrownBy(() -> content.edit(0, List.of(replace(0, "x"), remove(2), replace(1, "y"))));
		assertThat(text(content)).isEqualTo("abc");
	}

	@Test
	void anEditWithoutAPlaceIsTheFaultOfItsCaller() {
		Letters content = letters("abc");
		assertThatIllegalArgumentException().isThrownBy(() -> content.edit(0, List.of(replace(3, "x"))));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> content.edit(1, List.of()));
	}

	private void assertRefused(String reason, int column, Function<ContentEdit, List<Splice>> planner) {
		assertRefused(reason, column, planner, "abc");
	}

	private void assertRefused(String reason, int column, Function<ContentEdit, List<Splice>> planner, String text) {
		this.planner = planner;
		Letters content = letters(text);
		assertThatExceptionOfType(ContentException.class).isThrownBy(() -> content.edit(0, List.of(replace(0, "x"))))
			.withMessageContaining(reason)
			.satisfies((failure) -> assertThat(failure.column()).isEqualTo(column));
		assertThat(text(content)).isEqualTo(text);
	}

	private Letters letters(String text) {
		return new Letters(SourceText.of(text));
	}

	private static String text(ConfigContent content) {
		return Latin1.text(content.toBytes());
	}

	private static Replace replace(int position, String letter) {
		return new Replace(NodePath.ROOT.index(position), Scalar.of(letter));
	}

	private static ContentEdit remove(int position) {
		return new ContentEdit.Remove(NodePath.ROOT.index(position));
	}

	private static ContentEdit edit(NodePath path) {
		return new Replace(path, Scalar.NULL);
	}

	private static List<Splice> rightPlan(ContentEdit edit) {
		int position = ((NodePath.Index) edit.path().last()).position();
		String text = (edit instanceof Replace replace) ? ((Scalar) replace.value()).text() : "";
		return List.of(new Splice(position, position + 1, text));
	}

	/** A sequence of letters; exclamation marks are comments. */
	private final class Letters extends SplicedContent {

		private final List<ConfigNode> letters = new ArrayList<>();

		private Letters(SourceText source) {
			super(source, ConfigLimits.DEFAULTS.withBytes(6));
			SplicedContentTests.this.parsed.add(source.text());
			for (char letter : source.text().replace("!", "").toCharArray()) {
				if (!Character.isLetter(letter)) {
					throw new ContentException("no letter", 1, 1);
				}
				this.letters.add(Scalar.of(String.valueOf(letter)));
			}
		}

		@Override
		public List<ConfigNode> documents() {
			return List.of(new Sequence(this.letters));
		}

		@Override
		SplicedContent reparse(SourceText edited) {
			return new Letters(edited);
		}

		@Override
		boolean canBeBatched(ContentEdit edit) {
			return SplicedContentTests.this.batchesAll || super.canBeBatched(edit);
		}

		@Override
		List<Splice> plan(int document, ContentEdit edit) {
			return SplicedContentTests.this.planner.apply(edit);
		}

		@Override
		void verify(SplicedContent edited, int document, List<ContentEdit> edits) {
			if (source().text().endsWith("!") && !edited.source().text().endsWith("!")) {
				throw source().failure("an exclamation mark was lost", 0);
			}
		}

	}

}
