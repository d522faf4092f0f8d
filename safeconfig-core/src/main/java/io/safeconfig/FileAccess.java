package io.safeconfig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.safeconfig.store.StoredFile;
import org.jspecify.annotations.Nullable;

/** How reads and changes reach a store: each by itself, or as part of a transaction. */
interface FileAccess {

	/** Where the files are, for people; {@code null} if there is nothing to say. */
	@Nullable String location();

	Optional<StoredFile> read(String name);

	/** The files that exist, of one consistent state. */
	Map<String, StoredFile> readAll(Set<String> names);

	List<String> list();

	/** The change may be run more than once; what it throws is passed on. */
	StoredFile write(String name, String operation, Function<@Nullable StoredFile, byte[]> change);

	/** What the check throws is passed on, and nothing is removed. */
	void remove(String name, Consumer<@Nullable StoredFile> check);

}
