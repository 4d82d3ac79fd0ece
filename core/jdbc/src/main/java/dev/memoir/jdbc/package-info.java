/**
 * What the JDBC ledger and the pgvector index share: connections, table locations and schema migrations.
 *
 * <p>{@link dev.memoir.jdbc.ConnectionSource} opens a pool of Memoir's own, never the application's, because a request
 * that holds an application connection may wait for the memory. {@link dev.memoir.jdbc.SchemaMigrator} creates and
 * migrates tables. {@link dev.memoir.jdbc.PostgresBuilder} is told the {@link dev.memoir.jdbc.PostgresTables} location
 * of what is in PostgreSQL. {@link dev.memoir.jdbc.PostgresServerFailure} turns driver exceptions into messages that
 * never quote stored data.
 */
@NullMarked
package dev.memoir.jdbc;

import org.jspecify.annotations.NullMarked;
