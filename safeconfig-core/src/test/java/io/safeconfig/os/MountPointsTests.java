package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

	private static String line(String mountPoint) {
		return "36 35 98:0 /mnt1 " + mountPoint + " rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n";
	}

	@Test
	void mountsAreFoundByTheirPath() throws IOException {
		MountPoints mounts = of(line("/") + line("/etc/app/a.yml"));
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
	}

	@Test
	void tabsAndLineFeedsAreReadAgain() throws IOException {
		assertThat(of(line("/a\\011b\\012c")).contains(Path.of("/a\tb\nc"))).isTrue();
	}

	@Test
	void linesThatSayNothingArePassedOver() throws IOException {
		MountPoints mounts = of("\n36 35 98:0\n" + line("/a") + "36 35 98:0 / /b");
		assertThat(mounts.contains(Path.of("/a"))).isTrue();
		assertThat(mounts.contains(Path.of("/b"))).isTrue();
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
