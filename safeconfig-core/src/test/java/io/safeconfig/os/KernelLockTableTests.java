package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KernelLockTableTests {

	private static final Path PATH = Path.of("/config/a.lck");

	private static final FileIdentity FILE = FileIdentity.of(65024, 2146361);

	@Test
	void theHolderIsFoundAmongWaitersAndOtherFiles() {
		assertThat(holder("""
				1: POSIX  ADVISORY  WRITE 11 fe:00:2146362 0 EOF
				2: POSIX  ADVISORY  WRITE 4711 fe:00:2146361 0 EOF
				2: -> POSIX  ADVISORY  WRITE 4712 fe:00:2146361 0 EOF
				""")).hasValue(4711);
	}

	@Test
	void aFlockIsNotTheHolder() {
		assertThat(holder("1: FLOCK  ADVISORY  WRITE 4711 fe:00:2146361 0 EOF\n")).isEmpty();
	}

	@Test
	void aHolderInAnotherNamespaceOrWithoutProcessIsNotNamed() {
		assertThat(holder("1: POSIX  ADVISORY  WRITE 0 fe:00:2146361 0 EOF\n")).isEmpty();
		assertThat(holder("1: POSIX  ADVISORY  WRITE -1 fe:00:2146361 0 EOF\n")).isEmpty();
	}

	@Test
	void aHolderThatHasEndedIsNotNamed() {
		assertThat(holder("1: FLOCK  ADVISORY  WRITE 99 fe:00:2146361 0 EOF\n", LockFamily.FLOCK)).isEmpty();
	}

	@Test
	void aNumberOnAnotherDeviceIsAnotherFile() {
		assertThat(holder("1: POSIX  ADVISORY  WRITE 4711 00:27:2146361 0 EOF\n")).isEmpty();
	}

	/** Its device in the table is not the one that stat reports, as on btrfs. */
	@Test
	void whereFilesShareADeviceOnlyAProcessThatHasTheFileOpenIsNamed() {
		String line = "1: POSIX  ADVISORY  WRITE 4711 00:27:7 0 EOF\n";
		FileIdentity file = FileIdentity.of(0x30, 7);
		Path path = Path.of("/data/a.lck");
		assertThat(shared(line, "ino:\t7\n", file).of(path, file)).singleElement()
			.extracting(KernelLocks.Entry::certain)
			.isEqualTo(true);
		assertThat(shared(line, "ino:\t7\n", FileIdentity.of(0x31, 7)).of(path, file)).isEmpty();
		assertThat(shared(line, "ino:\t8\n", file).of(path, file)).isEmpty();
		for (String hidden : List.of("denied", "pos:\t0\n")) {
			assertThat(shared(line, hidden, file).of(path, file)).singleElement()
				.satisfies((entry) -> assertThat(entry.holds(LockFamily.RECORD)).isFalse());
		}
	}

	private static KernelLocks shared(String table, String info, FileIdentity open) {
		FileOperations files = (FileOperations) Proxy.newProxyInstance(KernelLockTableTests.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "stat" -> new FileStamp(open, FileStamp.Kind.FILE, 0, FileTime.fromMillis(0),
							FileTime.fromMillis(0), 0, 0, 0, true);
					case "realPath" -> arguments[0];
					case "list" -> {
						if (info.equals("denied")) {
							throw new AccessDeniedException(arguments[0].toString());
						}
						yield List.of(Path.of("/proc/4711/fdinfo/3"));
					}
					default -> (arguments[0].toString().endsWith("mountinfo")
							? "20 1 254:0 / / rw - ext4 a rw\n43 20 0:39 / /data rw - btrfs b rw\n" : info)
						.getBytes(StandardCharsets.US_ASCII);
				});
		return KernelLocks.parse(table, files);
	}

	@Test
	void strangeLinesAreSkipped() {
		assertThat(holder("\n: x\n1: POSIX ADVISORY WRITE\n\u0000\n")).isEmpty();
	}

	@Test
	void aSystemWithoutTheTableKnowsNobody() {
		FileOperations none = (FileOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					throw new IOException("no /proc");
				});
		assertThat(new KernelLockTable(none).holderOf(PATH, FILE, LockFamily.RECORD)).isEmpty();
	}

	private static OptionalLong holder(String table) {
		return holder(table, LockFamily.RECORD);
	}

	/** A system whose process 99 has ended. */
	private static OptionalLong holder(String table, LockFamily family) {
		Map<String, String> proc = Map.of("/proc/locks", table, "/proc/self/mountinfo",
				"20 1 254:0 / / rw - ext4 /dev/vda rw\n", "/proc/self/status",
				"NSpid:\t" + ProcessHandle.current().pid() + "\n");
		FileOperations real = Platform.system().files();
		FileOperations files = (FileOperations) Proxy.newProxyInstance(KernelLockTableTests.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "stat" -> arguments[0].toString().equals("/proc/99") ? null : real.stat(Path.of("/"));
					case "realPath" -> arguments[0];
					default -> proc.get(arguments[0].toString()).getBytes(StandardCharsets.US_ASCII);
				});
		return new KernelLockTable(files).holderOf(PATH, FILE, family);
	}

}
