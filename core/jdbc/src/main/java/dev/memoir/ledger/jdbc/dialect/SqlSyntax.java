// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.dialect;

/**
 * Writes the statements that differ from database to database. Statements are templates: {@code <p>} stands for
 * {@link LedgerDialect#tables()}, {@code :name} for a parameter; both are kept. Thread-safe.
 */
public interface SqlSyntax {

    /**
     * {@return a statement that inserts a row, or keeps or updates the existing one; its update count is that of rows
     * inserted or updated}
     *
     * @param upsert what to write; called once for each upsert of the ledger, of which there are some twenty
     */
    String upsert(Upsert upsert);

    /**
     * {@return a query that inserts or updates rows and reads them as they are then}
     *
     * @param write an update, or an upsert of this syntax
     * @param columns the columns to read, separated by commas
     */
    String returning(String write, String columns);

    /**
     * {@return a query that deletes rows and reads what they were}
     *
     * @param delete the statement that deletes
     * @param columns the columns to read, separated by commas
     */
    String returningDeleted(String delete, String columns);

    /** {@return the syntax of PostgreSQL and SQLite: {@code INSERT … ON CONFLICT} and {@code RETURNING}} */
    static SqlSyntax onConflict() {
        return OnConflictSyntax.INSTANCE;
    }
}
