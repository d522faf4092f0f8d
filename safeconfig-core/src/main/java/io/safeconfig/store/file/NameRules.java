package io.safeconfig.store.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import io.safeconfig.InvalidConfigNameException;
import org.jspecify.annotations.Nullable;

/** Refuses names before any file is touched. */
final class NameRules {

	private static final int LONGEST_NAME = 1024;

	private static final int LONGEST_PART = 255;

	private static final Pattern WINDOWS_DEVICE = Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");

	private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

	private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

	private final FileStoreOptions options;

	NameRules(FileStoreOptions options) {
		this.options = options;
	}

	/** Throws {@link InvalidConfigNameException} unless the name is within the rules. */
	void check(String name) {
		String reason = reasonAgainst(name);
		if (reason != null) {
			throw new InvalidConfigNameException(name, reason);
		}
	}

	boolean allows(String name) {
		return reasonAgainst(name) == null;
	}

	private @Nullable String reasonAgainst(String name) {
		if (name.isEmpty()) {
			return "it is empty";
		}
		if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
			return "it is absolute";
		}
		if (name.codePoints().anyMatch(NameRules::isForbidden)) {
			return "it has a backslash or a control character";
		}
		if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			return "it is longer than " + LONGEST_NAME + " bytes";
		}
		String[] parts = name.split("/", -1);
		for (int i = 0; i < parts.length; i++) {
			String reason = reasonAgainstPart(parts[i], i == parts.length - 1);
			if (reason != null) {
				return reason;
			}
		}
		return isPath(name) ? null : "the platform cannot write it";
	}

	private @Nullable String reasonAgainstPart(String part, boolean last) {
		if (part.isEmpty()) {
			return "it has an empty part";
		}
		if (part.equals(".") || part.equals("..")) {
			return "'.' and '..' are not allowed";
		}
		if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
			return "it has a part longer than " + LONGEST_PART + " bytes";
		}
		if (isOwn(part, last)) {
			return "it belongs to SafeConfig itself";
		}
		boolean device = WINDOWS && (WINDOWS_DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches()
				|| part.endsWith(".") || part.endsWith(" ") || part.contains(":"));
		return device ? "Windows gives it another meaning" : null;
	}

	private boolean isOwn(String part, boolean last) {
		// anywhere: a copy of a base directory made of hard links has the same lock files
		if (part.toLowerCase(Locale.ROOT).startsWith(OwnNames.DIRECTORY)) {
			return true;
		}
		// a directory of this name would lie where the lock file of another name lies
		boolean inTheWay = !last && (part.endsWith(OwnNames.LOCK_SUFFIX) || part.endsWith(OwnNames.OWNER_SUFFIX)
				|| part.endsWith(OwnNames.MARKER_SUFFIX));
		return inTheWay || OwnNames.isTemp(part) || OwnNames.isConflict(part) || OwnNames.isSibling(this.options, part);
	}

	private static boolean isForbidden(int point) {
		return point == '\\' || Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
	}

	/** The JDK refuses what the file name encoding of the platform cannot express. */
	private static boolean isPath(String name) {
		try {
			Path path = Path.of(name);
			return !path.isAbsolute() && path.toString().length() == name.length();
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

}
