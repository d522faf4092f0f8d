/**
 * Spring Boot's auto-configuration of SafeConfig: conditions, beans, settings and the
 * analysis of what can go wrong when an application starts. Everything else is in
 * {@code io.safeconfig}.
 */
@NullMarked
package io.safeconfig.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
