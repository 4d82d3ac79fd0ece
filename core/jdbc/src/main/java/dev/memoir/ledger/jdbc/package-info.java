/**
 * The ledger over JDBC.
 *
 * <p>{@link dev.memoir.ledger.jdbc.JdbcLedger} delegates to one class per table or use case, which contain the SQL; all
 * statements are the same for every database, except for those that a
 * {@link dev.memoir.ledger.jdbc.dialect.LedgerDialect} renders. {@code LedgerDatabase} runs them in transactions. Every
 * statement that reads or destroys data of a scope contains a {@code ScopeClause}. Messages never quote stored text,
 * and statements bind all values as parameters.
 */
@NullMarked
package dev.memoir.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
