package io.safeconfig.mount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.safeconfig.Tools;
import io.safeconfig.os.FileIdentity;
import io.safeconfig.os.FileWriters;
import io.safeconfig.os.Platform;
import io.safeconfig.process.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Some process has a file open on a file system that does not answer, and that is no
 * concern of who looks for the writers of another file.
 */
@EnabledOnOs(OS.LINUX)
class StalledFileSystemTests {

	@TempDir
	Path directory;

	/** The server of the file system rests, so that each look at its files would hang. */
	@Test
	@Timeout(120)
	void theWritersOfAFileAreFoundWhileAnotherFileSystemDoesNotAnswer() throws Exception {
		Tools.requireRoot();
		Tools.require("bindfs");
		Path file = Files.createFile(this.directory.resolve("a.properties"));
		Path below = Files.createDirectory(this.directory.resolve("below"));
		Path mount = Files.createDirectory(this.directory.resolve("mount"));
		try (ChildProcess server = ChildProcess.of("bindfs", "-f", below.toString(), mount.toString())) {
			awaitMount(mount);
			try (ChildProcess elsewhere = holder(mount.resolve("other")); ChildProcess writer = holder(file)) {
				server.signal("STOP");
				try {
					// a look that hangs cannot be interrupted
					CompletableFuture<List<String>> writers = CompletableFuture
						.supplyAsync(() -> new FileWriters(Platform.system().files()).of(identity(file)));
					assertThat(writers.get(30, TimeUnit.SECONDS)).containsExactly("process " + writer.pid() + " (sh)");
				}
				finally {
					server.signal("CONT");
				}
				elsewhere.say("end");
			}
			finally {
				Tools.run("umount", "--lazy", mount.toString());
			}
		}
	}

	private static ChildProcess holder(Path file) throws Exception {
		ChildProcess holder = ChildProcess.of("/bin/sh", "-c", "exec 3>> \"$0\"; echo open; read line",
				file.toString());
		holder.expect("open");
		return holder;
	}

	private static void awaitMount(Path mount) throws IOException, InterruptedException {
		while (!Files.readString(Path.of("/proc/self/mountinfo")).contains(" " + mount + " ")) {
			Thread.onSpinWait();
		}
	}

	private static FileIdentity identity(Path file) {
		try {
			return Platform.system().files().stat(file).identity();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
