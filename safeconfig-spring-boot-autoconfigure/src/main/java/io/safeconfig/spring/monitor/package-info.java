/**
 * Looks at a file store from the background, so that nobody who asks has to wait for a
 * file system that hangs.
 */
@NullMarked
package io.safeconfig.spring.monitor;

import org.jspecify.annotations.NullMarked;
