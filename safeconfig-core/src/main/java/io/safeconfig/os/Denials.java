package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Finds out why access to a path was denied, and who can change that. */
final class Denials {

	private static final String OWN = ".safeconfig";

	private static final int PERMISSIONS = 07777;

	private Denials() {
	}

	/** Who owns a file, and who we are; empty where that cannot be told. */
	static String describe(Path path) {
		Owned owned = Owned.of(path);
		if (owned == null) {
			return "";
		}
		String us = (Credentials.CURRENT.uid() != Credentials.UNKNOWN) ? "uid " + Credentials.CURRENT.uid()
				: "user " + System.getProperty("user.name");
		return String.format("'%s' belongs to %s with mode %04o, and this process runs as %s", path,
				named(owned.user(), "uid", owned.uid()), owned.mode(), us);
	}

	private static String named(String name, String kind, int number) {
		return name.equals(Integer.toString(number)) ? kind + " " + number : name + " (" + kind + " " + number + ")";
	}

	/** What of a path denies: itself, or the nearest directory that is there. */
	static Path culprit(Path path) {
		Path found = path;
		while (Owned.of(found) == null && found.getParent() != null) {
			found = found.getParent();
		}
		boolean usable = Files.isReadable(found) && Files.isWritable(found)
				&& (!Files.isDirectory(found) || Files.isExecutable(found));
		return (usable && found.equals(path) && found.getParent() != null) ? found.getParent() : found;
	}

	/** A command that mends it; empty if the owner is the one that is to be expected. */
	static String wayOut(Path culprit) {
		Path base = base(culprit);
		Owned owned = Owned.of(culprit);
		Path directory = (base != null) ? base : culprit.getParent();
		Owned wanted = (directory != null) ? Owned.of(directory) : null;
		if (owned == null || wanted == null || owned.uid() == wanted.uid()) {
			return "";
		}
		String what = (base == null) ? "'" + culprit + "'"
				: Stream.of(OWN, OWN + "-locking")
					.map(base::resolve)
					.filter(Files::exists)
					.map((path) -> "'" + path + "'")
					.collect(Collectors.joining(" "));
		return " To give it to the owner of '" + directory + "', run once with the rights to do so: chown -R "
				+ wanted.user() + ":" + wanted.group() + " " + what;
	}

	/** The base directory, of what is SafeConfig's own. */
	private static @Nullable Path base(Path path) {
		Path base = null;
		for (Path part = path; part.getParent() != null; part = part.getParent()) {
			if (part.getFileName().toString().startsWith(OWN)) {
				base = part.getParent();
			}
		}
		return base;
	}

	/** A file and to whom it belongs. */
	private record Owned(String user, int uid, String group, int mode) {

		static @Nullable Owned of(Path path) {
			try {
				Map<String, Object> found = Files.readAttributes(path, "unix:uid,owner,group,mode",
						LinkOption.NOFOLLOW_LINKS);
				return new Owned(String.valueOf(found.get("owner")), number(found.get("uid")),
						String.valueOf(found.get("group")), number(found.get("mode")) & PERMISSIONS);
			}
			catch (IOException | RuntimeException ex) {
				return null; // not there, hidden, or a platform without such owners
			}
		}

		private static int number(@Nullable Object attribute) {
			return (attribute instanceof Integer number) ? number : Credentials.UNKNOWN;
		}

	}

}
