// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.dialect;

import javax.sql.DataSource;

/**
 * The open connections of a ledger, in auto-commit mode.
 *
 * @param writers connections that write; the scheduler of background work takes them too, for single statements
 * @param readers connections that only read
 * @param closing closes both
 */
public record LedgerConnections(DataSource writers, DataSource readers, Runnable closing) {

    /**
     * {@return connections of one pool that both write and read}
     *
     * @param pool the connections
     * @param closing closes the pool
     */
    public static LedgerConnections of(DataSource pool, Runnable closing) {
        return new LedgerConnections(pool, pool, closing);
    }
}
