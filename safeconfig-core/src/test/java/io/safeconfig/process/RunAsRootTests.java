package io.safeconfig.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import io.safeconfig.os.Interception;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.StoreOverPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One run as root in the directory of an application that is not root, and the
 * application after that.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class RunAsRootTests {

	private static final int APPLICATION = 54321;

	private static final List<String> AS_APPLICATION = List.of("setpriv", "--reuid=" + APPLICATION,
			"--regid=" + APPLICATION, "--clear-groups");

	private static final List<String> WITH_STRICT_UMASK = List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh");

	@TempDir
	Path directory;

	private Path base;

	@BeforeEach
	void seed() throws IOException {
		Tools.requireRoot();
		Tools.require("setpriv");
		Files.setAttribute(this.directory, "unix:mode", 0755);
		this.base = Files.createDirectory(this.directory.resolve("base")).toRealPath();
		Scenario.TWO.seed(this.base);
		for (Path path : all()) {
			setOwner(path, APPLICATION);
		}
	}

	@ParameterizedTest
	@CsvSource({ "NATIVE, DIRECTORY", "NATIVE, SIBLING", "LOCK_FILE, DIRECTORY", "NONE, DIRECTORY" })
	void locksTheApplicationOutOfNothing(LockStrategy strategy, LockLocation location) throws Exception {
		try (ChildProcess root = ChildProcess.silentJavaUnder(WITH_STRICT_UMASK, Changer.class, this.base, strategy,
				location)) {
			assertThat(root.remainingLines()).containsExactly("done");
		}
		assertAllBelongToTheApplication();
		assertThat(asApplication(Changer.class, this.base, strategy, location)).containsExactly("done");
		assertThat(this.base.resolve("a.properties")).hasContent("n=5\n");
	}

	@ParameterizedTest
	@CsvSource({ "1, 3, 4", "2, 12, 22", "3, 12, 22" }) // first the directory of journals
	void whatItCommittedBeforeItWasKilledIsFinishedByTheApplication(int rename, int a, int b) throws Exception {
		try (ChildProcess root = ChildProcess.silentJavaUnder(WITH_STRICT_UMASK, Committer.class, this.base,
				Scenario.TWO, "pause", rename)) {
			root.expect("pause before rename");
			root.kill();
		}
		assertThat(Scenario.TWO.onDisk(this.base)).isNotEqualTo(Scenario.TWO.after());
		assertThat(asApplication(Changer.class, this.base, LockStrategy.NATIVE, LockLocation.DIRECTORY))
			.containsExactly("done");
		assertThat(this.base.resolve("a.properties")).hasContent("n=" + a + "\n");
		assertThat(this.base.resolve("sub/b.properties")).hasContent("n=" + b + "\n");
		assertThat(Scenario.leftovers(this.base)).allMatch((name) -> name.endsWith(".new.sctmp"));
	}

	@Test
	void aMarkerThatItLeftWhenItWasKilledIsTakenOverByTheApplication() throws Exception {
		try (ChildProcess root = ChildProcess.silentJavaUnder(WITH_STRICT_UMASK, Holder.class, this.base,
				"a.properties", LockLocation.DIRECTORY, LockStrategy.LOCK_FILE)) {
			root.expect("holding");
			root.kill();
		}
		assertThat(asApplication(Changer.class, this.base, LockStrategy.LOCK_FILE, LockLocation.DIRECTORY))
			.containsExactly("done");
		assertThat(Scenario.leftovers(this.base)).isEmpty();
	}

	@Test
	void nothingIsSeenAtAnyMomentThatTheApplicationCouldNotUse() throws IOException {
		List<String> seen = new ArrayList<>();
		Interception watching = (operation, path) -> {
			for (Path own : List
				.of(".safeconfig", ".safeconfig/locks", ".safeconfig/locks/sub", ".safeconfig/journal",
						".safeconfig/locks/a.properties.lck", ".safeconfig/locks/sub/b.properties.lck",
						".safeconfig-locking", ".safeconfig-locking-claim")
				.stream()
				.map(this.base::resolve)
				.toList()) {
				if (Files.exists(own) && (int) Files.getAttribute(own, "unix:uid") != APPLICATION) {
					seen.add(own + " before " + operation);
				}
			}
		};
		try (ConfigFileRepository files = ConfigFileRepository
			.using(StoreOverPlatform.open(this.base, watching.platform()))) {
			Changer.change(files);
		}
		assertThat(seen).isEmpty();
		assertAllBelongToTheApplication();
	}

	@Test
	void aJournalWithASecretOfRootIsNotGivenAway() throws IOException {
		Path secret = Files.writeString(this.base.resolve("secret.properties"), "n=1\n");
		Files.setAttribute(secret, "unix:mode", 0600);
		assertThat(ownerOfJournal("a.properties", "sub/b.properties")).isEqualTo(APPLICATION);
		assertThat(ownerOfJournal("a.properties", "secret.properties")).isZero();
		Files.setAttribute(secret, "unix:mode", 0644);
		assertThat(ownerOfJournal("a.properties", "secret.properties")).isEqualTo(APPLICATION);
		Path closed = Files.createDirectory(this.base.resolve("closed"));
		Files.setAttribute(closed, "unix:mode", 0700);
		assertThat(ownerOfJournal("a.properties", "closed/new.properties")).isZero();
	}

	private int ownerOfJournal(String... names) throws IOException {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base));
				ConfigTransaction transaction = files.begin()) {
			for (String name : names) {
				transaction.save(name, "n=9\n");
			}
			transaction.prepare();
			try (Stream<Path> journals = Files.list(this.base.resolve(".safeconfig/journal"))) {
				Path journal = journals.toList().get(0);
				assertThat((int) Files.getAttribute(journal, "unix:mode") & 07777).isEqualTo(0600);
				return (int) Files.getAttribute(journal, "unix:uid");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { ".safeconfig/locks/a.properties.lck", ".safeconfig/probe.lck", ".safeconfig-locking" })
	void whatAnEarlierRunLeftIsNamedWithItsOwnerAndTheWayOut(String own) throws Exception {
		try (ConfigFileRepository files = ConfigFileRepository.using(FileConfigStore.open(this.base))) {
			Changer.change(files);
		}
		setOwner(this.base.resolve(own), 0);
		Files.setAttribute(this.base.resolve(own), "unix:mode", 0600);
		assertThat(
				String.join("\n", asApplication(Changer.class, this.base, LockStrategy.NATIVE, LockLocation.DIRECTORY)))
			.contains("'" + this.base.resolve(own) + "' belongs to root (uid 0) with mode 0600",
					"this process runs as uid " + APPLICATION, "Give the process permission",
					"chown -R " + APPLICATION + ":" + APPLICATION + " '" + this.base + "/.safeconfig' '" + this.base
							+ "/.safeconfig-locking'");
	}

	@Test
	void soIsAConfigurationFileOfSomebodyElse() throws Exception {
		setOwner(this.base.resolve("a.properties"), 0);
		assertThat(
				String.join("\n", asApplication(Changer.class, this.base, LockStrategy.NATIVE, LockLocation.DIRECTORY)))
			.contains("cannot keep the owner", "a.properties' belongs to root (uid 0) with mode 0644",
					"this process runs as uid " + APPLICATION);
	}

	private void assertAllBelongToTheApplication() throws IOException {
		for (Path path : all()) {
			assertThat((int) Files.getAttribute(path, "unix:uid")).as("%s", path).isEqualTo(APPLICATION);
			assertThat((int) Files.getAttribute(path, "unix:gid")).as("%s", path).isEqualTo(APPLICATION);
		}
	}

	private List<Path> all() throws IOException {
		try (Stream<Path> all = Files.walk(this.base)) {
			return all.toList();
		}
	}

	private static void setOwner(Path path, int number) throws IOException {
		Files.setAttribute(path, "unix:uid", number);
		Files.setAttribute(path, "unix:gid", number);
	}

	/** The class path of this JVM may lie where nobody else can read. */
	private List<String> asApplication(Class<?> main, Object... arguments) throws Exception {
		Path copy = this.directory.resolve("classpath");
		List<String> path = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (Files.isDirectory(Path.of(entry)) || entry.matches(".*/(slf4j-api|jspecify)[^/]*\\.jar")) {
				path.add(copy.resolve(Integer.toString(path.size())).toString());
				if (!Files.exists(copy.resolve(Integer.toString(path.size() - 1)))) {
					Files.createDirectories(copy);
					Tools.run("cp", "-r", entry, path.get(path.size() - 1));
				}
			}
		}
		Tools.run("chmod", "-R", "a+rX", copy.toString());
		try (ChildProcess child = ChildProcess.java(AS_APPLICATION, String.join(File.pathSeparator, path), main,
				arguments)) {
			return child.remainingLines();
		}
	}

}
