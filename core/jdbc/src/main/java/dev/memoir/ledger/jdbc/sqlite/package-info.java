/**
 * The ledger's dialect of SQLite.
 *
 * <p>{@link dev.memoir.ledger.jdbc.sqlite.SqliteDialect} keeps a ledger in one file, with a single writing connection
 * and readers on snapshots of the write-ahead log. It uses the published SPI only.
 */
@NullMarked
package dev.memoir.ledger.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
