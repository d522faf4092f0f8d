/**
 * A small web application over a directory of configuration files. Several instances may
 * run on one directory at once.
 */
@NullMarked
package io.safeconfig.samples.quickstart;

import org.jspecify.annotations.NullMarked;
