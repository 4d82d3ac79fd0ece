// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a forget destroyed and how far, or what it would destroy.
 *
 * @param turns the number of turns
 * @param memories the number of memories, with their history
 * @param events the number of history events
 * @param vectors the number of embeddings
 * @param rows the number of rows for each ledger table that lost any, including those counted above, by table name
 * @param ledger how far the bytes were erased from the ledger
 * @param index how far the bytes were erased from the index; clearing backups and exports is not up to the memory
 */
public record ForgetResult(
        long turns,
        long memories,
        long events,
        long vectors,
        Map<String, Long> rows,
        ErasureLevel ledger,
        ErasureLevel index) {

    /** Copies the rows. */
    public ForgetResult {
        rows = Map.copyOf(rows);
    }

    /**
     * {@return a result that counts rows only, with {@link ErasureLevel#NONE} for ledger and index}
     *
     * @param rows the number of rows by table name
     */
    public static ForgetResult of(Map<String, Long> rows) {
        return new ForgetResult(
                rows.getOrDefault("turn", 0L),
                rows.getOrDefault("memory", 0L),
                rows.getOrDefault("event", 0L),
                rows.getOrDefault("vector", 0L),
                rows,
                ErasureLevel.NONE,
                ErasureLevel.NONE);
    }

    /** {@return whether there was nothing to forget} */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * {@return this result with the erasure levels}
     *
     * @param ledger how far the bytes were erased from the ledger
     * @param index how far the bytes were erased from the index
     */
    public ForgetResult erased(ErasureLevel ledger, ErasureLevel index) {
        return new ForgetResult(turns, memories, events, vectors, rows, ledger, index);
    }

    /**
     * {@return the sum of this result and another, with the other's erasure levels}
     *
     * @param other the result to add
     */
    public ForgetResult plus(ForgetResult other) {
        Map<String, Long> both = new TreeMap<>(rows);
        other.rows.forEach((table, count) -> both.merge(table, count, Long::sum));
        return of(both).erased(other.ledger, other.index);
    }
}
