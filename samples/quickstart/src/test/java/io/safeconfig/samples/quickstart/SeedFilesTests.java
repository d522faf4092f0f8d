package io.safeconfig.samples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the first start. */
class SeedFilesTests {

	@TempDir
	Path base;

	@Test
	void fillsAnEmptyDirectoryWithFilesThatParse() {
		ConfigFileRepository configFiles = open();
		new SeedFiles(configFiles).afterSingletonsInstantiated();
		assertThat(configFiles.list()).isEqualTo(SeedFiles.NAMES);
		assertThat(configFiles.get("features.properties").getBoolean("checkout.enabled")).isFalse();
		assertThat(configFiles.get("features.properties").getString("banner.text"))
			.isEqualTo("Free shipping until Sunday \u2013 no minimum order value");
		assertThat(configFiles.get("tenants/acme.properties").getInt("quota.requests-per-minute")).isEqualTo(600);
		assertThat(configFiles.get("counters.properties").keys()).isEmpty();
		assertThat(SeedFiles.TENANTS).hasSize(10)
			.allSatisfy((tenant) -> assertThat(configFiles.get("quotas/" + tenant + ".properties").getInt("limit"))
				.isEqualTo(100));
	}

	@Test
	void addsNothingToADirectoryWithAFile() throws Exception {
		Files.writeString(this.base.resolve("own.txt"), "mine");
		new SeedFiles(open()).afterSingletonsInstantiated();
		assertThat(open().list()).containsExactly("own.txt");
	}

	@Test
	void deletedExampleStaysDeleted() {
		ConfigFileRepository configFiles = open();
		new SeedFiles(configFiles).afterSingletonsInstantiated();
		configFiles.delete("motd.txt");
		new SeedFiles(configFiles).afterSingletonsInstantiated();
		assertThat(configFiles.list()).doesNotContain("motd.txt").hasSize(SeedFiles.NAMES.size() - 1);
	}

	@Test
	void severalInstancesMayStartAtOnce() {
		CyclicBarrier start = new CyclicBarrier(4);
		List<CompletableFuture<Void>> instances = IntStream.range(0, 4)
			.mapToObj((i) -> CompletableFuture.runAsync(() -> seed(start), (task) -> new Thread(task).start()))
			.toList();
		instances.forEach(CompletableFuture::join);
		assertThat(open().list()).isEqualTo(SeedFiles.NAMES);
	}

	private void seed(CyclicBarrier start) {
		try {
			SeedFiles seeds = new SeedFiles(open());
			start.await();
			seeds.afterSingletonsInstantiated();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ConfigFileRepository open() {
		return ConfigFileRepository.using(FileConfigStore.open(this.base));
	}

}
