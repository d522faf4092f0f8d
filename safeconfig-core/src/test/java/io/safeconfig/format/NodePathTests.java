package io.safeconfig.format;

import java.util.ArrayList;
import java.util.List;

import io.safeconfig.format.NodePath.Index;
import io.safeconfig.format.NodePath.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NodePathTests {

	private final NodePath path = NodePath.ROOT.key("a.b").index(2).key("");

	@Test
	void stepsAreExactAndNotParsed() {
		assertThat(this.path.steps()).containsExactly(new NodePath.Key("a.b"), new Index(2), new NodePath.Key(""));
		assertThat(this.path.last()).isEqualTo(new NodePath.Key(""));
		assertThat(NodePath.ROOT.key("0")).isNotEqualTo(NodePath.ROOT.index(0));
		assertThat(NodePath.ROOT.key("a.b")).isNotEqualTo(NodePath.ROOT.key("a").key("b"));
	}

	@Test
	void goingOnLeavesThePathAsItIs() {
		NodePath one = NodePath.ROOT.key("a");
		assertThat(one.key("b")).isNotEqualTo(one.key("c"));
		assertThat(one.steps()).hasSize(1);
		assertThat(NodePath.ROOT.isRoot()).isTrue();
		assertThat(one.isRoot()).isFalse();
	}

	@Test
	void theParentIsOneStepBack() {
		assertThat(this.path.parent()).isEqualTo(NodePath.ROOT.key("a.b").index(2));
		assertThat(this.path.parent().parent().parent()).isEqualTo(NodePath.ROOT);
		assertThatIllegalStateException().isThrownBy(NodePath.ROOT::parent);
		assertThatIllegalStateException().isThrownBy(NodePath.ROOT::last);
	}

	@Test
	void aPathStartsWithThoseItLeadsThrough() {
		assertThat(this.path.startsWith(this.path)).isTrue();
		assertThat(this.path.startsWith(this.path.parent())).isTrue();
		assertThat(this.path.startsWith(NodePath.ROOT)).isTrue();
		assertThat(this.path.parent().startsWith(this.path)).isFalse();
		assertThat(this.path.startsWith(NodePath.ROOT.key("a"))).isFalse();
		assertThat(this.path.startsWith(NodePath.ROOT.key("a.b").index(1))).isFalse();
	}

	@Test
	void aPathIsACopyThatCannotBeChanged() {
		List<Step> steps = new ArrayList<>(List.of(new Index(0)));
		NodePath copy = new NodePath(steps);
		steps.clear();
		assertThat(copy.steps()).containsExactly(new Index(0));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.steps().clear());
	}

	@Test
	void whatIsNoStepIsRefused() {
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> NodePath.ROOT.key(null));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> NodePath.ROOT.index(-1));
	}

}
