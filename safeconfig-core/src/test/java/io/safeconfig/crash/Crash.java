package io.safeconfig.crash;

import java.util.Set;
import java.util.SortedMap;

/**
 * A disk that a crash left.
 *
 * @param disk the disk
 * @param allowed what the files may be now
 * @param first whether it was the scenario that crashed, not a recovery
 * @param story how it came about
 */
record Crash(Disk disk, Set<SortedMap<String, String>> allowed, boolean first, String story) {
}
