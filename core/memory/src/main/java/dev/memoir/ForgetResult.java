package dev.memoir;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a forget destroyed, and where; or what it would, of a dry run.
 *
 * @param turns how many turns
 * @param memories how many memories, with their history
 * @param events how many steps of history
 * @param vectors how many embeddings
 * @param rows how many rows of every table of the ledger that lost any, those counted above too, by the table's name
 * @param ledger what became of their bytes in the ledger
 * @param index what became of their bytes in the index; backups and exports are not the memory's to clear
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
     * {@return a receipt of rows, of which nothing is known yet but their number}
     *
     * @param rows how many, by the name of their table
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

    /** {@return whether nothing was there to be forgotten} */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * {@return this, of what was destroyed}
     *
     * @param ledger what became of the bytes in the ledger
     * @param index what became of the bytes in the index
     */
    public ForgetResult erased(ErasureLevel ledger, ErasureLevel index) {
        return new ForgetResult(turns, memories, events, vectors, rows, ledger, index);
    }

    /**
     * {@return this and another together, with what became of the bytes of the other}
     *
     * @param other what else was forgotten
     */
    public ForgetResult plus(ForgetResult other) {
        Map<String, Long> both = new TreeMap<>(rows);
        other.rows.forEach((table, count) -> both.merge(table, count, Long::sum));
        return of(both).erased(other.ledger, other.index);
    }
}
