package io.safeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import io.safeconfig.ConfigValidator.Violation;
import io.safeconfig.store.file.FileConfigStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Files as records and beans, bound without a framework. */
class ConfigFileTests {

	private static final String YAML = """
			# limits
			maxRequests: 0x10   # hexadecimal, for a reason
			time_out: PT5S
			mode: read-only
			hosts: [a, b]   # in this order
			servers:
			  - host: x   # first
			    ports: [1, 2]
			  - host: y
			quotas:
			  acme: 1
			  '[b.com]': 2
			other: untouched
			""";

	enum Mode {

		READ_ONLY, ALL

	}

	record Server(String host, List<Integer> ports) {

	}

	record Limits(int maxRequests, Duration timeOut, Mode mode, List<String> hosts, List<Server> servers,
			Map<String, Integer> quotas, Optional<String> note, @Nullable String absent) {

		Limits withMaxRequests(int max) {
			return new Limits(max, this.timeOut, this.mode, this.hosts, this.servers, this.quotas, this.note,
					this.absent);
		}

		Limits withServers(List<Server> changed) {
			return new Limits(this.maxRequests, this.timeOut, this.mode, this.hosts, changed, this.quotas, this.note,
					this.absent);
		}

		Limits withQuotas(Map<String, Integer> changed) {
			return new Limits(this.maxRequests, this.timeOut, this.mode, this.hosts, this.servers, changed, this.note,
					this.absent);
		}

		Limits withRest(Mode changed, List<String> names, @Nullable String text) {
			return new Limits(this.maxRequests, this.timeOut, changed, names, this.servers, this.quotas, this.note,
					text);
		}

	}

	record Picky(int value) {

		Picky {
			if (value < 0) {
				throw new IllegalArgumentException("secret " + value);
			}
		}

	}

	public static class Bean {

		private int size = 7;

		private String[] names = {};

		private Set<String> tags = Set.of();

		public int getSize() {
			return this.size;
		}

		public void setSize(int size) {
			this.size = size;
		}

		public String[] getNames() {
			return this.names;
		}

		public void setNames(String[] names) {
			this.names = names;
		}

		public Set<String> getTags() {
			return this.tags;
		}

		public void setTags(Set<String> tags) {
			this.tags = tags;
		}

	}

	@TempDir
	Path base;

	private ConfigFileRepository files;

	private ConfigFile<Limits> limits;

	@BeforeEach
	void open() {
		this.files = ConfigFileRepository.builder(FileConfigStore.open(this.base)).validator((value) -> {
			boolean valid = !(value instanceof Limits limits) || limits.maxRequests() > 0;
			return valid ? List.of() : List.of(new Violation("maxRequests", "must be positive"));
		}).build();
		this.files.save("limits.yml", YAML);
		this.limits = this.files.file("limits.yml", Limits.class);
	}

	private String content() throws IOException {
		return Files.readString(this.base.resolve("limits.yml"));
	}

	@Test
	void valuesAreReadInTheirTypes() {
		assertThat(this.limits.get()).isEqualTo(new Limits(16, Duration.ofSeconds(5), Mode.READ_ONLY, List.of("a", "b"),
				List.of(new Server("x", List.of(1, 2)), new Server("y", null)), Map.of("acme", 1, "b.com", 2),
				Optional.empty(), null));
		assertThat(this.limits.name()).isEqualTo("limits.yml");
		assertThat(this.files.file("none.yml", Limits.class).find()).isEmpty();
		assertThatExceptionOfType(ConfigFileNotFoundException.class)
			.isThrownBy(() -> this.files.file("none.yml", Limits.class).get());
	}

	@Test
	void onlyLeavesThatChangedAreWritten() throws IOException {
		assertThat(this.limits.update((old) -> old.withMaxRequests(17)).maxRequests()).isEqualTo(17);
		assertThat(content()).isEqualTo(YAML.replace("0x10", "17"));
		this.limits.update((old) -> old.withMaxRequests(17));
		this.limits.update((old) -> old.withRest(Mode.ALL, List.of("a", "c"), "x"));
		assertThat(content()).isEqualTo(YAML.replace("0x10", "17")
			.replace("read-only", "ALL")
			.replace("[a, b]", "[a, c]")
			.replace("other: untouched\n", "other: untouched\nabsent: x\n"));
		this.limits.update((old) -> old.withRest(Mode.ALL, List.of("a", "c"), null));
		assertThat(content()).doesNotContain("absent");
	}

	@Test
	void itemsAndEntriesThatStayKeepTheirBytes() throws IOException {
		this.limits.update((old) -> {
			List<Server> servers = new ArrayList<>(old.servers());
			servers.set(0, new Server("x", List.of(1, 3)));
			servers.add(new Server("z", List.of()));
			Map<String, Integer> quotas = new LinkedHashMap<>(old.quotas());
			quotas.put("b.com", 3);
			quotas.remove("acme");
			quotas.put("new", 4);
			return old.withServers(servers).withQuotas(quotas);
		});
		assertThat(content()).isEqualTo(YAML.replace("[1, 2]", "[1, 3]")
			.replace("  - host: y\n", "  - host: y\n  - host: z\n    ports: []\n")
			.replace("  acme: 1\n", "")
			.replace("'[b.com]': 2\n", "'[b.com]': 3\n  'new': 4\n"));
	}

	@Test
	void anInvalidValueChangesNothingAndIsNotReturned() throws IOException {
		assertThatExceptionOfType(ConfigValidationException.class)
			.isThrownBy(() -> this.limits.update((old) -> old.withMaxRequests(0)))
			.withMessageContaining("maxRequests must be positive")
			.satisfies((ex) -> assertThat(ex.violations())
				.containsExactly(new Violation("maxRequests", "must be positive")));
		assertThat(content()).isEqualTo(YAML);
		this.files.update("limits.yml", (document) -> document.set("max-requests", 0));
		assertThatExceptionOfType(ConfigValidationException.class).isThrownBy(this.limits::get);
		assertThat(this.limits.update((old) -> old.withMaxRequests(1)).maxRequests()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "PT5S, 5s, java.time.Duration", "read-only, nothing, Mode", "0x10, many, int",
			"'[1, 2]', '[1, x]', java.lang.Integer", "'[a, b]', '{a: b}', java.util.List" })
	void aValueOfAnotherTypeIsAnErrorWithItsPlaceAndWithoutIt(String good, String bad, String type) {
		this.files.save("limits.yml", YAML.replace(good, bad));
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(this.limits::get)
			.withMessageContaining(type)
			.withMessageNotContaining(bad)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.line()).isPresent());
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> this.limits.update((old) -> old.withMaxRequests(1)));
	}

	@Test
	void whatAConstructorSaysIsNotTold() {
		this.files.save("picky.json", "{\"value\": -77}");
		assertThatExceptionOfType(ConfigFormatException.class)
			.isThrownBy(() -> this.files.file("picky.json", Picky.class).get())
			.withMessageContaining("IllegalArgumentException")
			.withMessageNotContaining("77")
			.withNoCause();
	}

	@Test
	void aBeanMayBeChangedInPlace() {
		this.files.save("bean.properties", "# bean\nnames = a, b\n");
		ConfigFile<Bean> file = this.files.file("bean.properties", Bean.class);
		assertThat(file.get().getSize()).isEqualTo(7);
		file.update((bean) -> {
			bean.setSize(8);
			bean.setNames(new String[] { "a", "c" });
			bean.setTags(Set.of("t"));
			return bean;
		});
		assertThat(this.files.get("bean.properties").text()).isEqualTo("# bean\nnames = a, c\nsize = 8\ntags[0] = t\n");
		assertThat(file.get().getTags()).containsExactly("t");
	}

	@Test
	void itemsOfAPropertyFileThatStayKeepTheirBytes() {
		String text = "servers[0].host = x\nservers[0].ports = 1,2\nservers[1].host = y\nhosts[0] = \\u0061\nhosts[1]=b\n"
				+ "quotas.acme.com=1\nquotas.[b.com]=2\n";
		this.files.save("limits.properties", text + "max-requests=1\n");
		ConfigFile<Limits> file = this.files.file("limits.properties", Limits.class);
		file.update((old) -> old.withServers(List.of(new Server("x", List.of(1, 3)), new Server("y", null)))
			.withQuotas(Map.of("acme.com", 5, "b.com", 2))
			.withMaxRequests(2));
		String expected = text.replace("1,2", "1,3").replace("acme.com=1", "acme.com=5") + "max-requests=2\n";
		assertThat(this.files.get("limits.properties").text()).isEqualTo(expected);
		file.update((old) -> old.withRest(Mode.ALL, List.of("a", "b", "c"), null));
		expected = expected.replace("hosts[1]=b\n", "hosts[1]=b\nhosts[2]=c\n") + "mode=ALL\n";
		assertThat(this.files.get("limits.properties").text()).isEqualTo(expected);
		file.update((old) -> old.withRest(Mode.ALL, List.of("a"), null).withServers(List.of(old.servers().get(0))));
		expected = expected.replace("hosts[1]=b\nhosts[2]=c\n", "").replace("servers[1].host = y\n", "");
		assertThat(this.files.get("limits.properties").text()).isEqualTo(expected);
		file.update((old) -> old.withRest(Mode.ALL, List.of(), null));
		assertThat(file.get().hosts()).isEmpty();
		assertThat(this.files.get("limits.properties").text()).doesNotContain("hosts[0]").contains("hosts");
	}

	@ParameterizedTest
	@CsvSource({ "new.yml, 'max-requests: 3\n'", "new.properties, 'max-requests=3\n'" })
	void aFileIsMadeOfWhatTheTypeHas(String name, String content) {
		ConfigFile<Limits> file = this.files.file(name, Limits.class);
		assertThatExceptionOfType(ConfigFileNotFoundException.class).isThrownBy(() -> file.update((old) -> old));
		file.updateOrCreate((old) -> old.withMaxRequests(3));
		assertThat(this.files.get(name).text()).isEqualTo(content);
		assertThat(file.get().maxRequests()).isEqualTo(3);
	}

	@Test
	void aPartOfAFileIsAnObjectToo() {
		this.files.save("app.yml", "app.limits:\n  max-requests: 1 # one\nother: 2\n");
		ConfigFile<Limits> file = this.files.file("app.yml", ConfigPath.of("app.limits"), Limits.class);
		file.update((old) -> old.withMaxRequests(5).withRest(Mode.ALL, List.of(), null));
		assertThat(this.files.get("app.yml").text())
			.isEqualTo("app.limits:\n  max-requests: 5 # one\n  mode: ALL\n  hosts: []\nother: 2\n");
		ConfigFile<Limits> absent = this.files.file("app.yml", ConfigPath.of("none"), Limits.class);
		absent.update((old) -> old.withMaxRequests(6));
		assertThat(this.files.get("app.yml").getInt("none.max-requests")).isEqualTo(6);
	}

	@Test
	void changesJoinATransaction() {
		try (ConfigTransaction transaction = this.files.begin()) {
			ConfigFile<Limits> inside = transaction.file("limits.yml", Limits.class);
			inside.update((old) -> old.withMaxRequests(99));
			assertThat(inside.get().maxRequests()).isEqualTo(99);
		}
		assertThat(this.limits.get().maxRequests()).isEqualTo(16);
	}

	@Test
	void valuesAreBoundByPath() {
		ConfigSnapshot snapshot = this.files.get("limits.yml");
		assertThat(snapshot.get("time-out", Duration.class)).contains(Duration.ofSeconds(5));
		assertThat(snapshot.get("servers[0]", Server.class)).contains(new Server("x", List.of(1, 2)));
		assertThat(snapshot.get("hosts", String[].class)).contains(new String[] { "a", "b" });
		assertThat(snapshot.get("none", Integer.class)).isEmpty();
		assertThat(snapshot.get("max-requests", Object.class)).contains(16L);
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> snapshot.get("mode", Integer.class));
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(() -> snapshot.get("hosts", Limits.class));
		assertThatIllegalArgumentException().isThrownBy(() -> snapshot.get("servers[0]", Runnable.class));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> snapshot.sub("none"));
	}

	@Test
	void aChangeWithinTheChangeOfTheFileIsRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.limits.update((old) -> this.limits.update((same) -> same)));
	}

	@Test
	void theLastGoodVersionOfABrokenFileIsTold() throws IOException {
		ConfigVersion good = this.files.get("limits.yml").version();
		this.limits.get();
		Files.writeString(this.base.resolve("limits.yml"), YAML.substring(0, YAML.indexOf("[1, 2]") + 3));
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(this.limits::get)
			.withMessageContaining("The last good version seen here was " + good.abbreviated())
			.satisfies((ex) -> assertThat(ex.lastGoodVersion()).contains(good));
		Files.writeString(this.base.resolve("limits.yml"), "");
		assertThatExceptionOfType(ConfigFormatException.class).isThrownBy(this.limits::get)
			.satisfies((ex) -> assertThat(ex.lastGoodVersion()).contains(good));
	}

}
