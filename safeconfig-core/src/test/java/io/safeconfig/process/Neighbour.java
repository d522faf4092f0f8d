package io.safeconfig.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.ConfigFileRepository;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.os.Platform;
import io.safeconfig.os.ProcessIdentity;
import io.safeconfig.store.file.FileConfigStore;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.LockStatus;

/** A process that does what it is told, line by line, and says what came of it. */
public final class Neighbour {

	private final BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

	private final Path base;

	private final String name;

	private final LockStrategy strategy;

	private final FileConfigStore store;

	private final ConfigFileRepository files;

	private Neighbour(Path base, String name, LockStrategy strategy) {
		this.base = base;
		this.name = name;
		this.strategy = strategy;
		this.store = FileConfigStore.builder(base).lockStrategy(strategy).listener(new ConfigFileListener() {

			@Override
			public void staleLockRecovered(String fileName, LockOwner previous) {
				say("recovered " + previous.pid());
			}

		}).open();
		this.files = ConfigFileRepository.using(this.store, Duration.ofMillis(200));
	}

	public static void main(String[] arguments) throws Exception {
		ProcessIdentity self = Platform.system().self();
		say(self.pid() + " " + self.pidNamespace() + " " + self.host());
		new Neighbour(Path.of(arguments[0]), arguments[1], LockStrategy.valueOf(arguments[2])).obey();
	}

	private static void say(String line) {
		System.out.println(line);
	}

	private String nextOrder() {
		try {
			return this.orders.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void obey() throws Exception {
		for (String order = nextOrder(); order != null; order = nextOrder()) {
			switch (order) {
				case "hold" -> hold();
				case "update" -> say(update());
				case "state" -> say(this.store.monitor().lock(this.name).state().toString());
				case "holder" -> say(holder());
				case "clear" -> say(clear());
				case "let a child die" -> letAChildDie();
				default -> throw new IllegalArgumentException(order);
			}
		}
	}

	private void hold() {
		this.files.update(this.name, (document) -> {
			document.set("holder", "was here");
			say("holding");
			nextOrder();
		});
		say("released");
	}

	private String update() {
		try {
			this.files.update(this.name,
					(document) -> document.set("updates", document.get("updates").orElse("") + "x"));
			return "updated";
		}
		catch (LockTimeoutException ex) {
			return "timeout";
		}
	}

	/** The state of the lock, where it is known from, and the PID of its holder. */
	private String holder() {
		LockStatus lock = this.store.monitor().lock(this.name);
		return lock.state() + " " + lock.source() + " " + ((lock.holder() != null) ? lock.holder().pid() : "nobody");
	}

	private String clear() {
		try {
			return this.store.monitor().clearStaleLock(this.name) ? "cleared" : "nothing to clear";
		}
		catch (LockTimeoutException ex) {
			return "timeout";
		}
	}

	/** In this PID namespace, with the lock held, by {@code SIGKILL}. */
	private void letAChildDie() throws Exception {
		try (ChildProcess child = ChildProcess.silentJavaUnder(List.of(), Holder.class, this.base, this.name,
				LockLocation.DIRECTORY, this.strategy)) {
			child.expect("holding");
			child.signal("KILL"); // as the JDK would, but whatever /proc shows
			child.await();
			say("dead " + child.pid());
		}
	}

}
