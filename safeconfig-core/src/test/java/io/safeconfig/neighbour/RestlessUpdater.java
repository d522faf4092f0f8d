package io.safeconfig.neighbour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.safeconfig.ConfigConflictException;
import io.safeconfig.ConfigDocument;
import io.safeconfig.ConfigFileException;
import io.safeconfig.ConfigFileNotFoundException;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.ConfigSnapshot;
import io.safeconfig.store.file.FileConfigStore;

/**
 * A process that adds 1 to a key of the edited file without a pause, and remembers which
 * saves of other programs it built upon or was told of by a conflict. It answers orders:
 * {@code chance} after an attempt, {@code turn} and a number after an update that stands
 * on what is there now, {@code end}.
 */
final class RestlessUpdater {

	private static final long CHANCE_MILLIS = 100;

	private static final long TURN_MILLIS = TimeUnit.MINUTES.toMillis(1);

	private final ConfigFileRepository files;

	private final Set<Integer> builtUpon = new HashSet<>();

	private final Set<Integer> conflicts = new HashSet<>();

	private final Map<String, Integer> failures = new TreeMap<>();

	/** Begun, ended in any way, and returned: numbers of attempts. */
	private long begun;

	private long ended;

	private long returned;

	private long updates;

	private boolean stopped;

	private RestlessUpdater(Path base) {
		this.files = ConfigFileRepository.using(FileConfigStore.open(base));
	}

	public static void main(String[] arguments) throws Exception {
		RestlessUpdater updater = new RestlessUpdater(Path.of(arguments[0]));
		Thread thread = new Thread(updater::updateWithoutPause, "updater");
		thread.start();
		System.out.println("updating");
		updater.obey();
		thread.join();
		updater.files.close();
		System.out.println(updater.updates + " updates, failed attempts " + updater.failures);
	}

	private void updateWithoutPause() {
		while (begin()) {
			boolean done = attempt();
			end(done);
		}
	}

	private synchronized boolean begin() {
		this.begun++;
		return !this.stopped;
	}

	private synchronized void end(boolean done) {
		this.ended = this.begun;
		if (done) {
			this.returned = this.begun;
			this.updates++;
		}
		notifyAll();
	}

	private boolean attempt() {
		try {
			remember(this.builtUpon, this.files.update(EditedFile.NAME, RestlessUpdater::increment));
			return true;
		}
		catch (ConfigConflictException ex) {
			failed(ex);
			rememberTheirs(ex);
		}
		catch (ConfigFileException ex) {
			failed(ex);
		}
		return false;
	}

	private static void increment(ConfigDocument document) {
		document.set("hits", document.getInt("hits", 0) + 1);
	}

	private synchronized void remember(Set<Integer> saves, ConfigSnapshot snapshot) {
		saves.add(EditedFile.save(snapshot.text()));
	}

	private void rememberTheirs(ConfigConflictException conflict) {
		try {
			ConfigSnapshot now = this.files.get(EditedFile.NAME);
			if (conflict.theirs().equals(Optional.of(now.version()))) {
				remember(this.conflicts, now);
			}
		}
		catch (ConfigFileException ex) {
			failed(ex); // it is in the middle of a save
		}
	}

	private synchronized void failed(ConfigFileException ex) {
		String what = (ex instanceof ConfigFileNotFoundException) ? "no file" : ex.getClass().getSimpleName();
		this.failures.merge(what + " " + ex.state(), 1, Integer::sum);
	}

	private void obey() throws IOException, InterruptedException {
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String order = orders.readLine(); order != null && !order.equals("end"); order = orders.readLine()) {
			if (order.equals("chance")) {
				System.out.println(giveChance());
			}
			else {
				System.out.println(turn(Integer.parseInt(order.substring("turn ".length()))));
			}
		}
		synchronized (this) {
			this.stopped = true;
		}
	}

	/** A store that waits for the end of a save has had its chance too. */
	private synchronized String giveChance() throws InterruptedException {
		long first = this.begun + 1;
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CHANCE_MILLIS);
		while (this.ended < first && waitUntil(deadline)) {
			continue;
		}
		return "had a chance";
	}

	private synchronized String turn(int save) throws InterruptedException {
		long first = this.begun + 1;
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS);
		while (this.returned < first) {
			if (!waitUntil(deadline)) {
				return "stuck " + this.failures;
			}
		}
		return this.builtUpon.contains(save) ? "built upon" : (this.conflicts.contains(save) ? "conflict" : "missing");
	}

	private boolean waitUntil(long deadline) throws InterruptedException {
		long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
		if (millis > 0) {
			wait(millis);
		}
		return millis > 0;
	}

}
