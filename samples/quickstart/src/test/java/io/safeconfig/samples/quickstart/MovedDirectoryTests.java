package io.safeconfig.samples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The base directory is moved away, as by an unmount, and comes back. */
class MovedDirectoryTests extends ServerTests {

	@Test
	void nothingIsAbsentOrCreatedWhileAnotherDirectoryIsInItsPlace() throws Exception {
		this.configFiles.save("moved.txt", "kept");
		assertThat(send("POST", "/counters/moved", "").body()).isEqualTo("{\"value\":1}");
		Path base = file("");
		Path away = base.resolveSibling(base.getFileName() + ".away");
		Files.move(base, away);
		Files.createDirectory(base);
		try {
			assertProblem(get("/config/moved.txt"), 500, "is not the one that was opened");
			assertProblem(get("/config/never.txt"), 500, "is not the one that was opened");
			assertProblem(put("created.txt", "x"), 500, "is not the one that was opened");
			assertProblem(send("POST", "/counters/moved", ""), 500, "\"fileState\":\"unchanged\"");
			assertThat(base).isEmptyDirectory();
		}
		finally {
			Files.delete(base);
			Files.move(away, base);
		}
		assertThat(get("/config/moved.txt").body()).isEqualTo("kept");
		assertThat(send("POST", "/counters/moved", "").body()).isEqualTo("{\"value\":2}");
	}

}
