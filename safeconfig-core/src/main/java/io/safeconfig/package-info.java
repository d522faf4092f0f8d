/**
 * What a user of SafeConfig touches. {@link io.safeconfig.ConfigFileRepository} reads and
 * changes configuration files by name, {@link io.safeconfig.ConfigSnapshot} is what was
 * read, {@link io.safeconfig.ConfigDocument} is what a change works on, and every failure
 * is a {@link io.safeconfig.ConfigFileException}.
 * <p>
 * A repository stands on a {@link io.safeconfig.store.ConfigStore}; the one for a
 * directory of files is {@code io.safeconfig.store.file.FileConfigStore}.
 */
@NullMarked
package io.safeconfig;

import org.jspecify.annotations.NullMarked;
