package io.safeconfig.store.file;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.safeconfig.Tools;

/** What can lie where one of our files is expected, besides a file with strange bytes. */
enum HostilePlace {

	PIPE {

		@Override
		void put(Path place, Path other) throws Exception {
			Tools.run("mkfifo", place.toString());
		}

	},

	DIRECTORY {

		@Override
		void put(Path place, Path other) throws Exception {
			Files.createDirectory(place);
		}

	},

	FULL_DIRECTORY {

		@Override
		void put(Path place, Path other) throws Exception {
			Files.createDirectories(place.resolve("x"));
		}

	},

	LINK_TO_A_FILE {

		@Override
		void put(Path place, Path other) throws Exception {
			Files.createSymbolicLink(place, other);
		}

	},

	LINK_TO_NOTHING {

		@Override
		void put(Path place, Path other) throws Exception {
			Files.createSymbolicLink(place, other.resolveSibling("nothing"));
		}

	},

	LINK_TO_ITSELF {

		@Override
		void put(Path place, Path other) throws Exception {
			Files.createSymbolicLink(place, place.getFileName());
		}

	},

	EMPTY_FILE {

		@Override
		void put(Path place, Path other) throws Exception {
			Files.createFile(place);
		}

	},

	HUGE_FILE {

		@Override
		void put(Path place, Path other) throws Exception {
			try (RandomAccessFile file = new RandomAccessFile(place.toFile(), "rw")) {
				file.setLength(1L << 40);
			}
		}

	};

	/**
	 * Put it there.
	 * @param place where nothing is
	 * @param other a file that must stay as it is
	 */
	abstract void put(Path place, Path other) throws Exception;

	/** By hand. */
	static void clear(Path place) throws Exception {
		if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
			Files.deleteIfExists(place.resolve("x"));
		}
		Files.deleteIfExists(place);
	}

}
