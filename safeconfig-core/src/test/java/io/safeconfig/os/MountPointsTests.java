package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.safeconfig.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Where something is mounted. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class MountPointsTests {

	private static MountPoints of(String mounts) throws IOException {
		return new MountPoints(reading(() -> mounts.getBytes(StandardCharsets.UTF_8)));
	}

	private static FileOperations reading(Content content) {
		return (FileOperations) Proxy.newProxyInstance(MountPointsTests.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> content.get());
	}

	private static final String ROOT = mount(1, 0, "98:0 / /");

	private static String line(String mountPoint) {
		return mount(36, 1, "98:0 /mnt1 " + mountPoint);
	}

	private static String mount(int id, int parent, String what) {
		return id + " " + parent + " " + what + " rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n";
	}

	@Test
	void mountsAreFoundByTheirPath() throws IOException {
		MountPoints mounts = of(ROOT + line("/etc/app/a.yml"));
		assertThat(mounts.contains(Path.of("/"))).isTrue();
		assertThat(mounts.contains(Path.of("/etc/app/a.yml"))).isTrue();
		assertThat(mounts.contains(Path.of("/etc/app"))).isFalse();
		assertThat(mounts.contains(Path.of("/etc/app/a.yml/b"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/a\\040b, /a b", "/a\\134b, '/a\\b'", "/a\\134040b, '/a\\040b'", "/\u00fc, /\u00fc",
			"/a\\040\\040b, /a  b" })
	void whatTheKernelEscapesIsReadAgain(String written, String path) throws IOException {
		assertThat(of(line(written)).contains(Path.of(path))).isTrue();
		assertThat(of(ROOT + line(written)).contains(Path.of(path))).isTrue();
	}

	@Test
	void tabsAndLineFeedsAreReadAgain() throws IOException {
		assertThat(of(line("/a\\011b\\012c")).contains(Path.of("/a\tb\nc"))).isTrue();
	}

	@Test
	void afterAChangeOfRootPathsAreAllThereIs() throws IOException {
		MountPoints mounts = of(mount(36, 35, "98:0 /mnt1 /a"));
		assertThat(mounts.contains(Path.of("/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/b"))).isFalse();
	}

	@Test
	void linesThatSayNothingArePassedOver() throws IOException {
		MountPoints mounts = of("\n36 35 98:0\n" + ROOT + line("/a") + "37 1 98:0 /b /b");
		assertThat(mounts.contains(Path.of("/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/b"))).isTrue();
	}

	@Test
	void aMountPointIsOneByEveryPathOfItsDirectory() throws IOException {
		MountPoints mounts = of(ROOT + mount(2, 1, "98:0 /base /alt") + mount(3, 2, "98:0 /src /alt/a")
				+ mount(4, 1, "98:0 /base/sub /s"));
		assertThat(mounts.contains(Path.of("/alt/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/base/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/base/b"))).isFalse();
		assertThat(mounts.contains(Path.of("/src"))).isFalse();
		assertThat(mounts.contains(Path.of("/a"))).isFalse();
	}

	@Test
	void aMountBelowADirectoryThatIsBoundElsewhereIsFoundByBothPaths() throws IOException {
		MountPoints mounts = of(
				ROOT + mount(2, 1, "98:0 /base/sub /bound\\040here") + mount(3, 1, "99:0 / /base/sub/deep/a"));
		assertThat(mounts.contains(Path.of("/bound here/deep/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/base/sub/deep/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/base/deep/a"))).isFalse();
	}

	@Test
	void theSamePathOnAnotherFileSystemIsNoMountPoint() throws IOException {
		MountPoints mounts = of(ROOT + mount(2, 1, "99:0 / /other") + mount(3, 1, "98:0 /src /a"));
		assertThat(mounts.contains(Path.of("/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/other/a"))).isFalse();
	}

	@Test
	void whatLiesUnderALaterMountIsNoMountPointThere() throws IOException {
		MountPoints mounts = of(ROOT + mount(2, 1, "99:0 / /app") + mount(3, 2, "98:0 /src /app/a")
				+ mount(4, 2, "97:0 / /app") + mount(5, 4, "98:0 /src /app/b"));
		assertThat(mounts.contains(Path.of("/app/b"))).isTrue();
		assertThat(mounts.contains(Path.of("/app/a"))).isFalse();
		assertThat(mounts.contains(Path.of("/app"))).isTrue();
	}

	@Test
	void aTableThatChangedWhileItWasReadIsNoError() throws IOException {
		MountPoints mounts = of(ROOT + mount(2, 1, "99:0 / /moved/to/here") + mount(3, 2, "98:0 /src /b/a"));
		assertThat(mounts.contains(Path.of("/b/a"))).isFalse();
	}

	@Test
	void withoutATableNothingIsMounted() throws IOException {
		MountPoints mounts = new MountPoints(reading(() -> {
			throw new NoSuchFileException("/proc/self/mountinfo");
		}));
		assertThat(mounts.contains(Path.of("/"))).isFalse();
	}

	@Test
	void aTableThatCannotBeReadIsNoEmptyTable() {
		assertThatIOException().isThrownBy(() -> new MountPoints(reading(() -> {
			throw new IOException("planted fault");
		})));
	}

	/** The kernel's own answer beside ours. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void theKernelAgreesThroughABoundDirectory(@TempDir Path directory) throws Exception {
		Tools.requireRoot();
		Path base = Files.createDirectory(directory.resolve("b a\\se"));
		Path bound = Files.createDirectory(directory.resolve("bound"));
		Path file = Files.writeString(base.resolve("a"), "old");
		Path source = Files.writeString(directory.resolve("source"), "mounted");
		FileOperations files = Platform.system().files();
		assertThat(new MountPoints(files).contains(file)).isFalse();
		Tools.run("mount", "--bind", base.toString(), bound.toString());
		Tools.run("mount", "--bind", source.toString(), bound.resolve("a").toString());
		try {
			assertThat(new MountPoints(files).contains(file)).isTrue();
			assertThat(new MountPoints(files).contains(bound.resolve("a"))).isTrue();
			assertThat(new MountPoints(files).contains(source)).isFalse();
			assertThatIOException().isThrownBy(() -> files.delete(file)).withMessageContaining("busy");
		}
		finally {
			Tools.run("umount", bound.resolve("a").toString());
			Tools.run("umount", bound.toString());
		}
		assertThat(new MountPoints(files).contains(file)).isFalse();
		assertThat(files.delete(file)).isTrue();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void theKernelTellsOfTheMountsOfThisProcess() throws IOException {
		MountPoints mounts = new MountPoints(Platform.system().files());
		assertThat(mounts.contains(Path.of("/proc"))).isTrue();
		assertThat(mounts.contains(Path.of("/proc/self"))).isFalse();
	}

	/** What a read finds. */
	@FunctionalInterface
	private interface Content {

		byte[] get() throws IOException;

	}

}
