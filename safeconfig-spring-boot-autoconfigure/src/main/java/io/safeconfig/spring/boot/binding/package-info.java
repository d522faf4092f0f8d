/**
 * How Spring Boot makes objects of the values of files, and how they are validated.
 */
@NullMarked
package io.safeconfig.spring.boot.binding;

import org.jspecify.annotations.NullMarked;
