/**
 * What a home of configuration has to offer: read a file by name, and commit a set of
 * changes against expected revisions, all or nothing. The types here know no paths, no
 * locks of an operating system and no engine, so that a directory of files and a database
 * can both stand behind them.
 * <p>
 * Failures are thrown as the unchecked exceptions of {@code io.safeconfig}.
 */
@NullMarked
package io.safeconfig.store;

import org.jspecify.annotations.NullMarked;
