package io.safeconfig.crash;

import java.io.IOException;
import java.nio.file.Path;

/** A mistake that the engine could have made: a call that it could have forgotten. */
@FunctionalInterface
interface Mutant {

	/** No mistake. */
	Mutant NONE = (operation, path, files) -> false;

	/**
	 * Whether a call has no effect. A replacement without an effect of its own overwrites
	 * the target in place instead.
	 * @param operation {@code force}, {@code forceDirectory}, {@code delete}, or
	 * {@code replace} for a rename to anything but a temp
	 * @param path the path, of a replacement the target
	 * @param files to look what is there, or to do something else
	 */
	boolean ignores(String operation, Path path, ModelFiles files) throws IOException;

}
