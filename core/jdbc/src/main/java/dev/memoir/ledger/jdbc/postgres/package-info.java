/**
 * The ledger's dialect of PostgreSQL.
 *
 * <p>{@link dev.memoir.ledger.jdbc.postgres.PostgresDialect} keeps a ledger in a schema that any number of processes
 * share; writers of one user wait for each other at a row. It uses the published SPI only.
 */
@NullMarked
package dev.memoir.ledger.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
