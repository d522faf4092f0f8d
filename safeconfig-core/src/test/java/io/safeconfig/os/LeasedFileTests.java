package io.safeconfig.os;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import io.safeconfig.Tools;
import io.safeconfig.mount.MountedFileSystem;
import io.safeconfig.os.OpenFile.Writers;
import io.safeconfig.process.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Read leases on the file systems that users have. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class LeasedFileTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void toldIsWhoHasTheFileOpenForWritingAndWhoWaitsToOpenIt(MountedFileSystem.Type type) throws Exception {
		try (MountedFileSystem mounted = MountedFileSystem.mount(type, this.directory)) {
			Path path = Files.writeString(mounted.path().resolve("a.txt"), "old");
			try (OpenFile open = Platform.system().files().open(path)) {
				try (RandomAccessFile writer = new RandomAccessFile(path.toFile(), "rw")) {
					assertThat(open.holdOff()).isEqualTo(Writers.SOME);
				}
				assertThat(open.holdOff()).isEqualTo(Writers.NONE);
				assertThat(open.isAwaited()).isFalse();
				assertThat(Files.readString(path)).isEqualTo("old");
				try (ChildProcess writer = ChildProcess.of(Tools.require("sh"), "-c", "printf new > " + path)) {
					while (!open.isAwaited()) {
						Thread.onSpinWait();
					}
					assertThat(open.read(100)).asString().isEqualTo("old");
					open.letIn();
					assertThat(writer.await()).isZero();
				}
				assertThat(open.read(100)).asString().isEqualTo("new");
			}
		}
	}

	@Test
	void aFileIsReadWhereverItWentMeanwhile() throws Exception {
		Path path = Files.writeString(this.directory.resolve("a.txt"), "displaced");
		try (OpenFile leased = new LeasedFile(LeaseLibrary.load(), path); OpenFile plain = new PlainOpenFile(path)) {
			assertThat(leased.holdOff()).isEqualTo(Writers.NONE);
			assertThat(plain.holdOff()).isEqualTo(Writers.UNKNOWN);
			Path other = Files.writeString(this.directory.resolve("b.txt"), "new");
			Files.move(other, path, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
			assertThat(leased.read(100)).asString().isEqualTo("displaced");
			assertThat(plain.read(4)).asString().isEqualTo("disp");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 1_000_000 })
	void allOfAFileIsReadWhateverItsSize(int size) throws Exception {
		byte[] content = new byte[size];
		new java.util.Random(size).nextBytes(content);
		Path path = Files.write(this.directory.resolve("a.bin"), content);
		try (OpenFile leased = new LeasedFile(LeaseLibrary.load(), path); OpenFile plain = new PlainOpenFile(path)) {
			for (OpenFile open : new OpenFile[] { leased, plain }) {
				assertThat(open.read(Integer.MAX_VALUE)).isEqualTo(content);
				assertThat(open.read(size + 1)).isEqualTo(content);
				assertThat(open.read(size)).isEqualTo(content);
				assertThat(open.read(size / 2)).hasSize(size / 2);
			}
		}
	}

}
