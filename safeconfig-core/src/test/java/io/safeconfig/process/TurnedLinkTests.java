package io.safeconfig.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.safeconfig.CommitOutcomeUnknownException;
import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigStorageException;
import io.safeconfig.Tools;
import io.safeconfig.store.file.FileConfigStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Another process turns links all the time, as the kubelet and deployments do. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class TurnedLinkTests {

	private static final int FINDS = 10_000;

	/** The steps of {@code AtomicWriter} of Kubernetes, with its names. */
	private static final String KUBELET = """
			import os, shutil, sys, tempfile, time
			base, old, turns = sys.argv[1], None, 0
			while not os.path.exists(base + '.stop'):
			    new = tempfile.mkdtemp('', time.strftime('..%Y_%m_%d_%H_%M_%S.', time.gmtime()), base)
			    fresh = new.rsplit('.', 1)[0] + '.' + str(time.time_ns())
			    os.rename(new, fresh)
			    for name in ('a.properties', 'b.properties'):
			        with open(os.path.join(fresh, name), 'w') as file:
			            file.write('n=%d\\n' % turns)
			    os.symlink(os.path.basename(fresh), os.path.join(base, '..data_tmp'))
			    os.rename(os.path.join(base, '..data_tmp'), os.path.join(base, '..data'))
			    if old is None:
			        for name in ('a.properties', 'b.properties'):
			            os.symlink('..data/' + name, os.path.join(base, name))
			        print('ready', flush=True)
			    else:
			        shutil.rmtree(old)
			    old, turns = fresh, turns + 1
			""";

	/** A deployment: a new directory, {@code ln -s}, {@code mv -T}, the old one goes. */
	private static final String DEPLOYMENT = """
			n=0
			while [ ! -e "$1.stop" ]; do
			    mkdir "$1/release-$n" && echo "n=$n" > "$1/release-$n/a.properties"
			    ln -s "release-$n" "$1/current.new" && mv -T "$1/current.new" "$1/current"
			    [ $n = 0 ] && echo ready || rm -r "$1/release-$((n - 1))"
			    n=$((n + 1))
			done
			""";

	@TempDir
	Path directory;

	private Path base;

	private FileConfigStore store;

	private ConfigFileRepository files;

	@BeforeEach
	void open() throws IOException {
		this.base = Files.createDirectory(this.directory.resolve("base"));
		this.store = FileConfigStore.open(this.base);
		this.files = ConfigFileRepository.using(this.store);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void noFindIsEmptyWhileTheKubeletUpdatesTheVolume() throws Exception {
		try (ChildProcess kubelet = kubelet()) {
			for (int i = 0; i < FINDS; i++) {
				assertThat(this.files.find("a.properties")).isPresent();
			}
			for (int i = 0; i < FINDS / 10; i++) {
				assertThat(this.files.exists("b.properties")).isTrue();
				assertThat(this.files.list()).containsExactly("a.properties", "b.properties");
			}
			stop(kubelet);
		}
	}

	@Test
	void severalFilesAreReadTogetherWhileTheKubeletUpdatesTheVolume() throws Exception {
		try (ChildProcess kubelet = kubelet()) {
			for (int i = 0; i < FINDS / 10; i++) {
				assertThat(this.files.readAll(Set.of("a.properties", "b.properties"))).hasSize(2);
			}
			stop(kubelet);
		}
	}

	@Test
	void noFindIsEmptyWhileReleasesAreDeployed() throws Exception {
		try (ChildProcess deployment = deployment()) {
			for (int i = 0; i < FINDS; i++) {
				assertThat(this.files.find("current/a.properties")).isPresent();
			}
			stop(deployment);
		}
	}

	@Test
	void aChangeDuringDeploymentsIsMadeOrIsAConflict() throws Exception {
		try (ChildProcess deployment = deployment()) {
			for (int i = 0; i < 300; i++) {
				change();
			}
			stop(deployment);
		}
		this.files.update("current/a.properties", (document) -> document.set("last", true));
		assertThat(this.base.resolve("current/a.properties")).content().contains("last=true");
	}

	/** Any other failure fails the test. */
	private void change() {
		try {
			this.files.update("current/a.properties", (document) -> document.set("changed", true));
		}
		catch (ConfigConflictException ex) {
			assertThat(ex.isRetrySafe()).isTrue();
		}
		catch (CommitOutcomeUnknownException ex) {
			// the release was removed between the last look and the end
			assertThat(ex).hasCauseInstanceOf(NoSuchFileException.class);
		}
	}

	@Test
	void aChangeOfAConfigMapIsRefusedWithTheReason() throws Exception {
		try (ChildProcess kubelet = kubelet()) {
			stop(kubelet);
		}
		String before = Files.readString(this.base.resolve("a.properties"));
		for (Runnable change : List.<Runnable>of(() -> this.files.save("a.properties", "n=x\n"),
				() -> this.files.update("a.properties", (document) -> document.set("n", "x")),
				() -> this.files.delete("a.properties"), () -> this.files.create("..data/new.properties", "n=x\n"))) {
			assertThatExceptionOfType(ConfigStorageException.class).isThrownBy(change::run)
				.satisfies((ex) -> assertThat(ex.problem()).contains("..data", "replaced as a whole", "would be lost"))
				.satisfies((ex) -> assertThat(ex.nextStep()).contains("ConfigMap"));
		}
		assertThat(this.files.get("a.properties").text()).isEqualTo(before);
		this.files.create("own.properties", "n=1\n");
		assertThat(this.files.list()).contains("own.properties");
	}

	private ChildProcess kubelet() throws IOException, InterruptedException {
		ChildProcess kubelet = ChildProcess.of(Tools.python(), "-c", KUBELET, this.base.toString());
		kubelet.expect("ready");
		return kubelet;
	}

	/** Killed it could leave programs that still run in the directory. */
	private void stop(ChildProcess turning) throws IOException, InterruptedException {
		Files.createFile(this.directory.resolve("base.stop"));
		assertThat(turning.await()).isZero();
	}

	private ChildProcess deployment() throws IOException, InterruptedException {
		ChildProcess deployment = ChildProcess.of("/bin/sh", "-c", DEPLOYMENT, "sh", this.base.toString());
		deployment.expect("ready");
		return deployment;
	}

}
