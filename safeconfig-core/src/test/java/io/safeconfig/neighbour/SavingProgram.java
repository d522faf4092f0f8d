package io.safeconfig.neighbour;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.safeconfig.Tools;

/**
 * A program that saves a file that others change too, and how it is told to. The words
 * {@code FILE}, {@code SOURCE} (a file of the same name with what is to be saved),
 * {@code WORK} (a directory) and {@code SAVE} (the number that is to be saved) are
 * replaced.
 */
enum SavingProgram {

	/**
	 * It may ask whether to save over what others changed, and stays where it cannot save
	 * until its input ends. Without a swap file: that of one which was killed would stop
	 * the next one.
	 */
	VIM("vim",
			"printf '%s\\n' y y y | vim -n --not-a-term -u NONE -N -i NONE -c '%s/^\\s*marker = .*/marker = SAVE/'"
					+ " -c 'wq!' FILE"),

	/** The same, and hears no answer. */
	NEOVIM("nvim",
			"timeout 20 nvim -n --headless -u NONE -i NONE -c '%s/^\\s*marker = .*/marker = SAVE/' -c 'wq!' FILE"),

	NANO("nano", "/usr/bin/python3 SCRIPTS/nano.py SAVE FILE"),

	EMACS("emacs", "emacs -Q --batch FILE" + Constants.EMACS_YES
			+ " --eval '(progn (re-search-forward \"marker = .*\") (replace-match \"marker = SAVE\") (save-buffer))'"),

	/** The second save of a session is another one than the first. */
	EMACS_LATER("emacs",
			"emacs -Q --batch FILE" + Constants.EMACS_YES + " --eval '(progn (set-buffer-modified-p t) (save-buffer)"
					+ " (re-search-forward \"marker = .*\") (replace-match \"marker = SAVE\") (save-buffer))'"),

	ED("ed", "printf '%s\\n' '/marker/s/= .*/= SAVE/' wq | ed -s FILE"),

	SED("sed", "sed -i 's/^\\s*marker = .*/marker = SAVE/' FILE"),

	BUSYBOX_SED("busybox", "busybox sed -i 's/^\\s*marker = .*/marker = SAVE/' FILE"),

	PERL("perl", "perl -pi -e 's/^\\s*marker = .*/marker = SAVE/' FILE"),

	GAWK("gawk", "gawk -i inplace '/marker/ { print \"marker = SAVE\"; next } { print }' FILE"),

	RUBY("ruby", "ruby -i -pe '$_.sub!(/^\\s*marker = .*/, \"marker = SAVE\")' FILE"),

	CRUDINI("crudini", "crudini --set FILE edited marker SAVE"),

	AUGTOOL("augtool",
			"printf '%s\\n' 'transform Puppet.lns incl FILE' load 'set /filesFILE/edited/marker SAVE' save"
					+ " | augtool --noload --noautoload"),

	GIT_CONFIG("git", "git config -f FILE edited.marker SAVE"),

	GIT_CHECKOUT("git",
			"git init -q --bare WORK/git && export GIT_DIR=WORK/git"
					+ " && git update-index --add --cacheinfo 100644,$(git hash-object -w SOURCE),$(basename FILE)"
					+ " && git --work-tree=$(dirname FILE) checkout-index -f $(basename FILE)"),

	PATCH("patch",
			"cp FILE WORK/old && sed 's/^\\s*marker = .*/marker = SAVE/' WORK/old > WORK/new;"
					+ " diff -u WORK/old WORK/new | patch -s --no-backup-if-mismatch FILE"),

	CP("cp", "cp SOURCE FILE"),

	SHELL("sh", "cat SOURCE > FILE"),

	TEE("tee", "tee FILE < SOURCE > /dev/null"),

	DD("dd", "dd if=SOURCE of=FILE bs=64 status=none"),

	INSTALL("install", "install -m 644 SOURCE FILE"),

	RSYNC("rsync", "rsync -I SOURCE FILE"),

	RSYNC_IN_PLACE("rsync", "rsync -I --inplace --bwlimit=200 SOURCE FILE"),

	TAR("tar", "tar -cf - -C WORK $(basename FILE) | tar -xf - -C $(dirname FILE)"),

	TAR_OVERWRITE("tar", "tar -cf - -C WORK $(basename FILE) | tar --overwrite -xf - -C $(dirname FILE)"),

	SPONGE("sponge", "sponge FILE < SOURCE"),

	PHP("php", "php -r 'exit((int) !file_put_contents($argv[2], file_get_contents($argv[1]), LOCK_EX));' SOURCE FILE"),

	SLOW_CAT("cat", "{ head -c 9000 SOURCE; echo resting >&2; read line; tail -c +9001 SOURCE; } | cat > FILE"),

	SLOW_TRUNCATING("python3", "/usr/bin/python3 SCRIPTS/slow.py truncate SOURCE FILE"),

	SLOW_OVERWRITING("python3", "/usr/bin/python3 SCRIPTS/slow.py overwrite SOURCE FILE"),

	SLOW_LATE("python3", "/usr/bin/python3 SCRIPTS/slow.py late SOURCE FILE");

	/** What an enum cannot hold before its own constants. */
	private static final class Constants {

		/** A person who is asked whether to save over what others changed. */
		private static final String EMACS_YES = " --eval '(progn"
				+ " (advice-add (quote ask-user-about-supersession-threat) :override (function ignore))"
				+ " (advice-add (quote yes-or-no-p) :override (lambda (&rest _) t)))'";

	}

	private final String tool;

	private final String script;

	SavingProgram(String tool, String script) {
		this.tool = tool;
		this.script = script;
	}

	/** Those that must be there. */
	static void requireAll() {
		Stream.of(values()).forEach((program) -> Tools.require(program.tool));
	}

	/** Whether it says {@code resting} in the middle, and goes on after a line. */
	boolean rests() {
		return name().startsWith("SLOW_");
	}

	/** Whether it saves to another file, which it puts in the place of this one. */
	boolean makesAnotherFile() {
		return switch (this) {
			case VIM, NEOVIM, EMACS, SED, BUSYBOX_SED, PERL, GAWK, RUBY, CRUDINI, AUGTOOL, GIT_CONFIG, GIT_CHECKOUT,
					PATCH, INSTALL, RSYNC, TAR, SPONGE ->
				true;
			default -> false;
		};
	}

	/** The command that saves; it has no input unless it rests. */
	List<String> command(Path file, Path source, int save) throws URISyntaxException {
		Path scripts = Path.of(Objects.requireNonNull(SavingProgram.class.getResource("slow.py")).toURI()).getParent();
		String filled = this.script.replace("SCRIPTS", scripts.toString())
			.replace("FILE", file.toString())
			.replace("SOURCE", source.toString())
			.replace("WORK", source.getParent().toString())
			.replace("SAVE", Integer.toString(save));
		return List.of("/usr/bin/env", "TERM=dumb", "LC_ALL=C", "HOME=" + source.getParent(),
				"TMPDIR=" + source.getParent(), "/bin/sh", "-c", rests() ? filled : "exec < /dev/null; " + filled);
	}

}
