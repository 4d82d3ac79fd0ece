/**
 * The ledger over JDBC, on SQLite and PostgreSQL.
 *
 * <p>{@link dev.memoir.ledger.jdbc.JdbcLedger} delegates to one class per table or use case, which contain the SQL; all
 * statements are the same for both databases. A {@code LedgerDatabase} covers the differences: transactions, locking of
 * writers, scrubbing and exceptions. Every statement that reads or destroys data of a scope contains a
 * {@code ScopeClause}. Messages never quote stored text, and statements bind all values as parameters.
 */
@NullMarked
package dev.memoir.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
