package io.safeconfig.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.safeconfig.os.DetachedThreads;
import io.safeconfig.os.FileOperations;

/**
 * Makes files and directories durable, as far as the store was told to. Several files are
 * forced at the same time: a file system writes one journal record for all who wait.
 */
final class Forcing {

	/** With fewer files the hand-over to other threads costs more than it gains. */
	private static final int WORTHWHILE = 4;

	private static final int THREADS = 8;

	/** Who finds no free thread forces by itself. The threads end when idle. */
	private static final ExecutorService HELPERS = new ThreadPoolExecutor(0, THREADS, 1, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (work) -> DetachedThreads.create("safeconfig-fsync", work),
			new ThreadPoolExecutor.CallerRunsPolicy());

	private final FileOperations files;

	private final Durability durability;

	Forcing(FileOperations files, Durability durability) {
		this.files = files;
		this.durability = durability;
	}

	boolean forcesDirectories() {
		return this.durability == Durability.FULL;
	}

	void file(Path file) throws IOException {
		if (this.durability != Durability.NONE) {
			this.files.force(file);
		}
	}

	void directory(Path directory) throws IOException {
		if (forcesDirectories()) {
			this.files.forceDirectory(directory);
		}
	}

	void files(Collection<Path> paths) throws IOException {
		forceAll(paths, this::file);
	}

	void directories(Collection<Path> paths) throws IOException {
		forceAll(paths, this::directory);
	}

	private static void forceAll(Collection<Path> paths, Force force) throws IOException {
		if (paths.size() < WORTHWHILE) {
			for (Path path : paths) {
				force.apply(path);
			}
			return;
		}
		List<Future<?>> running = new ArrayList<>();
		for (Path path : paths) {
			running.add(HELPERS.submit(() -> {
				force.apply(path);
				return path;
			}));
		}
		awaitAll(running);
	}

	/**
	 * To the last one, whatever happens: nobody may touch a file that is being forced.
	 */
	private static void awaitAll(List<Future<?>> running) throws IOException {
		IOException failure = null;
		boolean interrupted = false;
		for (Future<?> one : running) {
			try {
				interrupted |= await(one);
			}
			catch (IOException ex) {
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * Whether there was an interrupt meanwhile: a change that has its locks completes.
	 */
	private static boolean await(Future<?> one) throws IOException {
		boolean interrupted = false;
		while (true) {
			try {
				one.get();
				return interrupted;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			catch (ExecutionException ex) {
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
				throw (ex.getCause() instanceof IOException cause) ? cause : new IOException(ex.getCause());
			}
		}
	}

	/** Forces one path. */
	@FunctionalInterface
	private interface Force {

		void apply(Path path) throws IOException;

	}

}
