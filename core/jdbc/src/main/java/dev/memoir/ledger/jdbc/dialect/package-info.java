/**
 * The SPI of the databases that can hold a ledger.
 *
 * <p>{@link dev.memoir.ledger.jdbc.dialect.LedgerDialect} is what a database has to provide: connections and tables,
 * transactions, the few statements that databases write differently, and messages for its failures. All other
 * statements are the same for every database. Statements are rendered by a
 * {@link dev.memoir.ledger.jdbc.dialect.SqlSyntax} from an {@link dev.memoir.ledger.jdbc.dialect.Upsert}. Only JDBC
 * types appear here; the SPI depends on no other class of the ledger. {@code docs/databases.md} shows how to add a
 * database.
 */
@NullMarked
package dev.memoir.ledger.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
