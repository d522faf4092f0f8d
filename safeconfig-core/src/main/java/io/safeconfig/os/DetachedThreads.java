package io.safeconfig.os;

import org.jspecify.annotations.Nullable;

/**
 * Makes threads that have nothing to do with whoever happens to cause them: they belong
 * to the root thread group, since applications interrupt and destroy groups of their own,
 * and inherit neither thread locals nor the context class loader.
 */
public final class DetachedThreads {

	private DetachedThreads() {
	}

	/**
	 * A new daemon thread, not started.
	 * @param name its name
	 * @param work what it runs, or {@code null} for nothing
	 * @return the thread
	 */
	public static Thread create(String name, @Nullable Runnable work) {
		Thread thread = new Thread(rootGroup(), work, name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		return thread;
	}

	private static ThreadGroup rootGroup() {
		ThreadGroup group = Thread.currentThread().getThreadGroup();
		while (group.getParent() != null) {
			group = group.getParent();
		}
		return group;
	}

}
