/**
 * Lets changes and transactions be seen in a trace, through Micrometer Observation.
 */
@NullMarked
package io.safeconfig.spring.observation;

import org.jspecify.annotations.NullMarked;
