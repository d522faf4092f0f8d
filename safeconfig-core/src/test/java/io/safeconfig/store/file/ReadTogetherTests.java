package io.safeconfig.store.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigSnapshot;
import io.safeconfig.ConfigTransaction;
import io.safeconfig.os.Interception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A reader of several files, one of which comes and goes meanwhile. */
class ReadTogetherTests {

	/** In which order files are looked at again depends on their hashes. */
	private static final int PAIRS = 16;

	@TempDir
	Path base;

	private ConfigFileRepository writer;

	@Test
	void aFileThatWasCreatedAndRemovedMeanwhileIsNotTakenForOneThatNeverWas() throws Exception {
		this.writer = ConfigFileRepository.using(FileConfigStore.open(this.base));
		for (int pair = 0; pair < PAIRS; pair++) {
			String steady = "steady" + pair + ".txt";
			String fleeting = "fleeting" + pair + ".txt";
			Files.writeString(this.base.resolve(steady), "0");
			Race race = new Race(steady, fleeting);
			Map<String, ConfigSnapshot> found = ConfigFileRepository
				.using(StoreOverPlatform.open(this.base, race.platform()))
				.readAll(List.of(fleeting, steady));
			assertThat(race.created).isTrue();
			String seen = found.get(steady).text() + (found.containsKey(fleeting) ? " with" : " without");
			assertThat(seen).as("pair %d", pair).isIn("0 without", "1 with", "2 without");
		}
	}

	private void commit(String steady, String content, String fleeting, boolean exists) {
		try (ConfigTransaction transaction = this.writer.begin()) {
			transaction.save(steady, content);
			if (exists) {
				transaction.create(fleeting, "x");
			}
			else {
				transaction.delete(fleeting);
			}
			transaction.commit();
		}
	}

	/** One commit between the first looks at the files, one between the second looks. */
	private final class Race implements Interception {

		private final String steady;

		private final String fleeting;

		private int looksAtJournals;

		private boolean fleetingMissed;

		private boolean created;

		private boolean steadyConfirmed;

		private boolean removed;

		private Race(String steady, String fleeting) {
			this.steady = steady;
			this.fleeting = fleeting;
		}

		@Override
		public void before(String operation, Path path) {
			if (operation.equals("list") && path.endsWith("journal")) {
				this.looksAtJournals++;
			}
			boolean first = this.looksAtJournals == 2; // the very first is that of the
														// start
			boolean second = this.looksAtJournals == 3;
			if (path.endsWith(this.fleeting) && operation.equals("stat")) {
				this.fleetingMissed |= first;
				if (second && this.steadyConfirmed && !this.removed) {
					this.removed = true;
					commit(this.steady, "2", this.fleeting, false);
				}
			}
			if (path.endsWith(this.steady)) {
				if (first && this.fleetingMissed && !this.created) {
					this.created = true;
					commit(this.steady, "1", this.fleeting, true);
				}
				this.steadyConfirmed |= second && operation.equals("read");
			}
		}

	}

}
