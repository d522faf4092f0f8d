/**
 * Reads configuration files and edits them in place, keeping every byte that an edit does
 * not concern.
 * <p>
 * Start with {@link io.safeconfig.format.ConfigFormat}, which turns bytes into a
 * {@link io.safeconfig.format.ConfigContent}. Everything here works on bytes in memory:
 * this package opens no files, takes no locks and logs nothing. All parameters and return
 * values are non-null unless marked otherwise, and a null argument is answered with a
 * {@link java.lang.NullPointerException}.
 */
@NullMarked
package io.safeconfig.format;

import org.jspecify.annotations.NullMarked;
