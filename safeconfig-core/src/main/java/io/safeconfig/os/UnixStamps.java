package io.safeconfig.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Reads a {@link FileStamp} through the JDK's {@code unix} attribute view, in one call.
 */
final class UnixStamps {

	private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime,mode,uid,gid";

	private static final int TYPE = 0170000;

	private static final int REGULAR = 0100000;

	private static final int DIRECTORY = 0040000;

	private UnixStamps() {
	}

	static FileStamp of(Path path) throws IOException {
		Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES);
		int mode = number(attributes, "mode").intValue();
		FileIdentity identity = FileIdentity.of(number(attributes, "dev").longValue(),
				number(attributes, "ino").longValue());
		return new FileStamp(identity, kind(mode), number(attributes, "size").longValue(),
				time(attributes, "lastModifiedTime"), time(attributes, "ctime"), mode,
				number(attributes, "uid").intValue(), number(attributes, "gid").intValue(), true);
	}

	private static FileStamp.Kind kind(int mode) {
		return switch (mode & TYPE) {
			case REGULAR -> FileStamp.Kind.FILE;
			case DIRECTORY -> FileStamp.Kind.DIRECTORY;
			default -> FileStamp.Kind.OTHER;
		};
	}

	private static Number number(Map<String, Object> attributes, String name) throws IOException {
		if (attributes.get(name) instanceof Number number) {
			return number;
		}
		throw new IOException("the file system reports no attribute '" + name + "'");
	}

	private static FileTime time(Map<String, Object> attributes, String name) throws IOException {
		if (attributes.get(name) instanceof FileTime time) {
			return time;
		}
		throw new IOException("the file system reports no attribute '" + name + "'");
	}

}
