package io.safeconfig.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.safeconfig.ConfigFileListener;
import io.safeconfig.LockOwner;
import io.safeconfig.LockStrategy;
import io.safeconfig.LockTimeoutException;
import io.safeconfig.lock.Deadline;
import io.safeconfig.lock.FileLocks;
import io.safeconfig.lock.HeldLock;
import io.safeconfig.lock.LockActivity;
import io.safeconfig.lock.LockTarget;
import io.safeconfig.os.Platform;

/**
 * A process that tries, for each line that it reads, the lock of that name, whose holder
 * is dead. While it holds it, it makes a file that nobody else can make.
 */
final class Breaker {

	private final Platform platform = Platform.system();

	private final AtomicInteger recovered = new AtomicInteger();

	private final FileLocks locks = new FileLocks(this.platform, LockStrategy.LOCK_FILE, "breaker",
			new LockActivity(this.platform, new ConfigFileListener() {

				@Override
				public void staleLockRecovered(String fileName, LockOwner previous) {
					Breaker.this.recovered.incrementAndGet();
				}

			}));

	private final Path base;

	private Breaker(Path base) {
		this.base = base;
	}

	public static void main(String[] arguments) throws IOException {
		Breaker breaker = new Breaker(Path.of(arguments[0]));
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		System.out.println("ready");
		for (String name = in.readLine(); !"end".equals(name); name = in.readLine()) {
			System.out.println(breaker.attempt(name));
		}
		System.out.println(breaker.recovered);
	}

	private String attempt(String name) throws IOException {
		LockTarget target = new LockTarget(name, this.base.resolve(name), this.base.resolve(name + ".owner"), this.base,
				null);
		try {
			HeldLock lock = this.locks.acquire(target, Deadline.after(Duration.ZERO, this.platform.nanoTime()),
					"break");
			String result = alone(this.base.resolve(name + ".witness"), lock);
			lock.release();
			return result;
		}
		catch (LockTimeoutException ex) {
			return "lost";
		}
	}

	private static String alone(Path witness, HeldLock lock) throws IOException {
		try {
			Files.createFile(witness);
		}
		catch (FileAlreadyExistsException ex) {
			return "both";
		}
		lock.requireIntact();
		Files.delete(witness);
		return "won";
	}

}
