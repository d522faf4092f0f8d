package io.safeconfig.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.ConfigNode.Sequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfigNodeTests {

	private static final String SECRET = "hunter2";

	@Test
	void noNodeShowsWhatItHolds() {
		Scalar secret = Scalar.of(SECRET);
		assertThat(secret).hasToString("Scalar[String]");
		assertThat(new Scalar(42L, "42")).hasToString("Scalar[Long]");
		assertThat(Scalar.NULL).hasToString("Scalar[null]");
		assertThat(new Sequence(List.of(secret))).hasToString("Sequence[1 items]");
		assertThat(new Mapping(Map.of(SECRET, secret))).hasToString("Mapping[1 keys]");
	}

	@Test
	void theTypeOfAScalarCountsAndItsNotationDoesNot() {
		assertThat(new Scalar(16L, "0x10")).isEqualTo(new Scalar(16L, "16")).hasSameHashCodeAs(new Scalar(16L, "16"));
		assertThat(new Scalar(16L, "16")).isNotEqualTo(Scalar.of("16"));
		assertThat(new Scalar(true, "true")).isNotEqualTo(Scalar.of("true"));
		assertThat(new Scalar(new BigDecimal("1.0"), "1.0")).isNotEqualTo(new Scalar(1L, "1.0"));
		assertThat(new Scalar(Double.NaN, ".nan")).isEqualTo(new Scalar(Double.NaN, ".NaN"));
	}

	@Test
	void nullIsNeitherAbsentNorEmpty() {
		assertThat(Scalar.NULL.isNull()).isTrue();
		assertThat(Scalar.NULL.value()).isNull();
		assertThat(new Scalar(null, "~")).isEqualTo(Scalar.NULL).hasSameHashCodeAs(Scalar.NULL);
		assertThat(Scalar.of("")).isNotEqualTo(Scalar.NULL);
		assertThat(Scalar.of("").isNull()).isFalse();
		assertThat(new Mapping(Map.of("a", Scalar.NULL))).isNotEqualTo(Mapping.EMPTY);
	}

	@Test
	void theTextIsKeptAsItIsWritten() {
		assertThat(new Scalar(new BigDecimal("1.10"), "1.10").text()).isEqualTo("1.10");
		assertThat(Scalar.of("x").text()).isEqualTo("x");
		assertThat(Scalar.of("x").value()).isEqualTo("x");
	}

	@Test
	void theOrderOfKeysIsKeptButDoesNotCount() {
		Map<String, ConfigNode> entries = new LinkedHashMap<>();
		entries.put("z", Scalar.of("1"));
		entries.put("a", Scalar.of("2"));
		Mapping mapping = new Mapping(entries);
		assertThat(mapping.entries().keySet()).containsExactly("z", "a");
		assertThat(mapping).isEqualTo(new Mapping(Map.of("a", Scalar.of("2"), "z", Scalar.of("1"))));
	}

	@Test
	void theOrderOfItemsCounts() {
		Scalar one = Scalar.of("1");
		Scalar two = Scalar.of("2");
		assertThat(new Sequence(List.of(one, two))).isNotEqualTo(new Sequence(List.of(two, one)));
		assertThat(new Sequence(List.of())).isNotEqualTo(Mapping.EMPTY);
	}

	@Test
	void nodesAreCopiesThatCannotBeChanged() {
		Map<String, ConfigNode> entries = new LinkedHashMap<>(Map.of("a", Scalar.NULL));
		List<ConfigNode> items = new ArrayList<>(List.of(Scalar.NULL));
		Mapping mapping = new Mapping(entries);
		Sequence sequence = new Sequence(items);
		entries.clear();
		items.clear();
		assertThat(mapping.entries()).hasSize(1);
		assertThat(sequence.items()).hasSize(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> mapping.entries().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> sequence.items().clear());
	}

}
