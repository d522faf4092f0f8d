/**
 * What SafeConfig measures, through Micrometer.
 */
@NullMarked
package io.safeconfig.spring.metrics;

import org.jspecify.annotations.NullMarked;
