/**
 * The embedded store: a directory of configuration files, each replaced by an atomic
 * rename while a lock keeps other writers out, or written in place where it cannot be
 * replaced and that is asked for. {@link io.safeconfig.store.file.FileConfigStore} is the
 * way in.
 */
@NullMarked
package io.safeconfig.store.file;

import org.jspecify.annotations.NullMarked;
