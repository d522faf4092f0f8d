/**
 * Transactions over configuration files as Spring knows transactions: a transaction
 * manager, an annotation, and the scope that makes the calls of a repository part of the
 * current transaction. Plain classes; Spring Boot's part is elsewhere. Start at
 * {@link io.safeconfig.spring.transaction.ConfigTransactional} and
 * {@link io.safeconfig.spring.transaction.ConfigFileTransactionManager}.
 */
@NullMarked
package io.safeconfig.spring.transaction;

import org.jspecify.annotations.NullMarked;
