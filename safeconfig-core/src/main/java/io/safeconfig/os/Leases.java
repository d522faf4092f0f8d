package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this JVM can take leases on files. Decided when it is first asked for: JNA
 * takes a moment to load, which no start of an application should wait for.
 */
public final class Leases {

	private static final Logger logger = LoggerFactory.getLogger(Leases.class);

	/** Prints a warning when native code is called that was not allowed to (JEP 472). */
	private static final int WARNS_SINCE = 24;

	/** Set to false to go without leases, for tests of what happens then. */
	private static final boolean WANTED = Boolean.parseBoolean(System.getProperty("io.safeconfig.leases", "true"));

	private static final String JNA = "com.sun.jna.Native";

	private Leases() {
	}

	/**
	 * Whether leases are to be expected, without loading anything.
	 * @return what stands in the way, or {@code "usable"}
	 */
	public static Expectation expectation() {
		if (!System.getProperty("os.name", "").equals("Linux")) {
			return Expectation.NOT_LINUX;
		}
		Class<?> jna = WANTED ? jna() : null;
		if (jna == null) {
			return Expectation.NO_LIBRARY;
		}
		return isAllowed(jna.getModule()) ? Expectation.USABLE : Expectation.NOT_ALLOWED;
	}

	/** What is to be expected of leases. */
	public enum Expectation {

		/** They can be taken. */
		USABLE,

		/** JNA is missing. */
		NO_LIBRARY,

		/** JNA is there and Java was not started so that it may be used in silence. */
		NOT_ALLOWED,

		/** Only Linux has them. */
		NOT_LINUX

	}

	private static @Nullable Class<?> jna() {
		try {
			return Class.forName(JNA, false, Leases.class.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	/** {@code Module.isNativeAccessEnabled} is there since JDK 22. */
	private static boolean isAllowed(Module module) {
		if (Runtime.version().feature() < WARNS_SINCE) {
			return true;
		}
		try {
			return Boolean.TRUE.equals(Module.class.getMethod("isNativeAccessEnabled").invoke(module));
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
			return false;
		}
	}

	static boolean areUsable() {
		return Holder.USABLE;
	}

	/** Only where they are usable. */
	static OpenFile open(Path path) throws IOException {
		return new LeasedFile(LeaseLibrary.load(), path);
	}

	/** Of the same library: {@code false} where its call is missing, or not supported. */
	static boolean exchange(Path source, Path target) throws IOException {
		try {
			return ExchangeLibrary.exchange(source, target);
		}
		catch (LinkageError ex) {
			logger.debug("The C library cannot exchange files", ex);
			return false;
		}
	}

	/** Initialized when it is first asked for. */
	private static final class Holder {

		private static final boolean USABLE = expectation() == Expectation.USABLE && isLoaded();

		private static boolean isLoaded() {
			try {
				LeaseLibrary.load();
				return LeaseLibrary.isKnownSystem();
			}
			catch (LinkageError ex) {
				logger.debug("JNA cannot be loaded; files are watched by their time stamps", ex);
				return false;
			}
		}

	}

}
