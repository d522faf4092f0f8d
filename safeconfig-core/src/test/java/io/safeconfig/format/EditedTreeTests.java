package io.safeconfig.format;

import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import io.safeconfig.format.ContentEdit.Add;
import io.safeconfig.format.ContentEdit.Remove;
import io.safeconfig.format.ContentEdit.Rename;
import io.safeconfig.format.ContentEdit.Replace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EditedTreeTests {

	private static final NodePath LIST = NodePath.ROOT.key("list");

	private final ConfigNode root = new Mapping(Map.of("list", list("a", "b"), "one", Scalar.of("1")));

	private static Sequence list(String... items) {
		return new Sequence(List.of(items).stream().map((item) -> (ConfigNode) Scalar.of(item)).toList());
	}

	private ConfigNode listAfter(ContentEdit edit) {
		ConfigNode edited = ((Mapping) edit.applyTo(this.root)).entries().get("list");
		assertThat(edited).isNotNull();
		return edited;
	}

	@Test
	void anItemIsAddedInFrontOfTheOneAtItsPositionOrLast() {
		assertThat(listAfter(new Add(LIST.index(0), Scalar.of("x")))).isEqualTo(list("x", "a", "b"));
		assertThat(listAfter(new Add(LIST.index(2), Scalar.of("x")))).isEqualTo(list("a", "b", "x"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Add(LIST.index(3), Scalar.of("x")).applyTo(this.root));
	}

	@Test
	void anItemIsReplacedOrRemovedWhereItIs() {
		assertThat(listAfter(new Replace(LIST.index(1), Scalar.of("x")))).isEqualTo(list("a", "x"));
		assertThat(listAfter(new Remove(LIST.index(0)))).isEqualTo(list("b"));
		assertThatIllegalArgumentException().isThrownBy(() -> new Remove(LIST.index(2)).applyTo(this.root));
	}

	@Test
	void aKeyIsAddedOnlyOnceAndRenamedOnlyToAFreeName() {
		assertThat(new Add(NodePath.ROOT.key("two"), Scalar.of("2")).applyTo(this.root))
			.isEqualTo(new Mapping(Map.of("list", list("a", "b"), "one", Scalar.of("1"), "two", Scalar.of("2"))));
		assertThat(new Rename(NodePath.ROOT.key("one"), "two").applyTo(this.root))
			.isEqualTo(new Mapping(Map.of("list", list("a", "b"), "two", Scalar.of("1"))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Add(NodePath.ROOT.key("one"), Scalar.of("2")).applyTo(this.root));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Rename(NodePath.ROOT.key("one"), "list").applyTo(this.root));
	}

	@Test
	void aPathThatLeadsNowhereIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Replace(NodePath.ROOT.key("no"), Scalar.NULL).applyTo(this.root));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Add(NodePath.ROOT.key("one").key("x"), Scalar.NULL).applyTo(this.root));
		assertThatIllegalArgumentException().isThrownBy(() -> new Remove(NodePath.ROOT));
	}

	@Test
	void whatIsEditedStaysAsItWas() {
		new Remove(LIST).applyTo(this.root);
		assertThat(listAfter(new Replace(LIST.index(0), Scalar.of("a")))).isEqualTo(list("a", "b"));
	}

	@Test
	void nodesAreEqualIfTheySayTheSameAndShowNoContent() {
		assertThat(new Scalar(16L, "0x10")).isEqualTo(new Scalar(16L, "16"))
			.hasSameHashCodeAs(new Scalar(16L, "16"))
			.isNotEqualTo(Scalar.of("16"));
		assertThat(Scalar.NULL).isNotEqualTo(Scalar.of(""));
		assertThat(new Mapping(Map.of("secret", list("hidden"))).toString() + list("hidden") + Scalar.of("hidden"))
			.doesNotContain("secret")
			.doesNotContain("hidden");
	}

}
