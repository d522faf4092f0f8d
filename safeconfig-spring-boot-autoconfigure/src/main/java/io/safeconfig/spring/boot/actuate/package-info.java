/**
 * What the actuator shows of a file store: its health and the {@code safeconfig}
 * endpoint.
 */
@NullMarked
package io.safeconfig.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
