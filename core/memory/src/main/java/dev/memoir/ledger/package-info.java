/**
 * The ledger SPI: the transactional system of record that all indexes are derived from.
 *
 * <p>{@link dev.memoir.ledger.Ledger} combines the parts for learning, summaries, entities and transfer. Every method
 * is one transaction, and every write appears in the change feed that an index follows. Records such as
 * {@link dev.memoir.ledger.WriteBatch} and {@link dev.memoir.ledger.LearnedBatch} carry what one transaction writes.
 * Scopes separate tenants: no method reads or writes outside the scope that it is given.
 */
@NullMarked
package dev.memoir.ledger;

import org.jspecify.annotations.NullMarked;
