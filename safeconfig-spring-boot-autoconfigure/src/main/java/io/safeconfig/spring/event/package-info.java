/**
 * What happens to configuration files, as events of Spring. Start at
 * {@link io.safeconfig.spring.event.ConfigFilesChangedEvent}.
 */
@NullMarked
package io.safeconfig.spring.event;

import org.jspecify.annotations.NullMarked;
