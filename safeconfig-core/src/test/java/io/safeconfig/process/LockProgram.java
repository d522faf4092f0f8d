package io.safeconfig.process;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

import io.safeconfig.LockStrategy;
import io.safeconfig.Tools;
import org.jspecify.annotations.Nullable;

/** A program or library that others lock files with, and what the manual calls it. */
enum LockProgram {

	LOCKF("Python `fcntl.lockf`", null),

	FASTENERS("fasteners `InterProcessLock`", "fasteners"),

	PORTALOCKER("portalocker `Lock`", "portalocker"),

	FLOCK("`flock(1)`", null) {

		@Override
		ChildProcess hold(Path lockFile) throws Exception {
			return ChildProcess.of(Tools.require("flock"), "-n", lockFile.toString(), "-c",
					"echo holding; read line; echo released");
		}

		@Override
		ChildProcess attempt(Path lockFile) throws Exception {
			return ChildProcess.of("/bin/sh", "-c", "\"$0\" -n -E 9 \"$1\" echo free; [ $? -eq 9 ] && echo refused",
					Tools.require("flock"), lockFile.toString());
		}

	},

	FILELOCK("filelock `FileLock`", "filelock"),

	PERL("Perl `flock`", "perl", "locks.pl"),

	RUBY("Ruby `File#flock`", "ruby", "locks.rb"),

	PHP("PHP `flock`", "php", "locks.php"),

	LUA("Lua `lfs.lock`", "lua5.4", "locks.lua"),

	SOFTFILELOCK("filelock `SoftFileLock`", "filelock");

	private final String title;

	private final @Nullable String module;

	/** What runs the script, if it is not Python. */
	private final @Nullable String interpreter;

	private final String script;

	LockProgram(String title, @Nullable String module) {
		this(title, module, null, "locks.py");
	}

	LockProgram(String title, String interpreter, String script) {
		this(title, null, interpreter, script);
	}

	LockProgram(String title, @Nullable String module, @Nullable String interpreter, String script) {
		this.title = title;
		this.module = module;
		this.interpreter = interpreter;
		this.script = script;
	}

	String title() {
		return this.title;
	}

	/**
	 * Whether the two are tried together. A program that locks with the operating system
	 * has no business at a marker.
	 */
	boolean isMeasuredWith(LockStrategy strategy) {
		return (this == SOFTFILELOCK) == (strategy == LockStrategy.LOCK_FILE);
	}

	/** Takes the lock, says {@code holding}, and {@code released} after a line. */
	ChildProcess hold(Path lockFile) throws Exception {
		return run("hold", lockFile);
	}

	/** Says {@code free} or {@code refused}. */
	ChildProcess attempt(Path lockFile) throws Exception {
		return run("try", lockFile);
	}

	private ChildProcess run(String mode, Path lockFile) throws Exception {
		if (this.interpreter != null) {
			requireLibrary(this.interpreter);
			return ChildProcess.of(Tools.require(this.interpreter), script(), mode, lockFile.toString());
		}
		String python = (this.module != null) ? Tools.python(this.module) : Tools.python();
		return ChildProcess.of(python, script(), mode, name().toLowerCase(Locale.ROOT), lockFile.toString());
	}

	/** Of these languages Lua alone locks with a library. */
	private void requireLibrary(String interpreter) throws Exception {
		if (this == LUA) {
			try {
				Tools.run(interpreter, "-e", "require 'lfs'");
			}
			catch (AssertionError ex) {
				Tools.missing("LuaFileSystem");
			}
		}
	}

	private String script() throws URISyntaxException {
		return Path.of(Objects.requireNonNull(LockProgram.class.getResource(this.script)).toURI()).toString();
	}

}
