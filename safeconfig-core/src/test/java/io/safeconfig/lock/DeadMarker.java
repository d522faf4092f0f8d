package io.safeconfig.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessIdentity;

/** Leaves markers as a process does that is killed. */
public final class DeadMarker {

	/** More than any Linux gives to a process: 2^22 is the most, proc(5). */
	private static final long NOBODY = (1 << 22) + 1;

	private static final Platform PLATFORM = Platform.system();

	private DeadMarker() {
	}

	/** A marker whose process is proved to have ended. */
	public static void write(Path marker) throws IOException {
		Files.write(marker, MarkerFormat.toBytes(record(PLATFORM.nonces().get())));
	}

	static OwnerRecord record(String nonce) {
		ProcessIdentity self = PLATFORM.self();
		return new OwnerRecord(
				new ProcessIdentity(self.host(), self.bootId(), self.pidNamespace(), NOBODY, "1", self.timeNamespace()),
				nonce, "dead", "main", "update", Instant.EPOCH);
	}

}
