// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of an import.
 *
 * @param added the number of added records by type
 * @param present the number of records that existed already and were kept as they are
 * @param forgotten the number of records of turns or memories that this memory has forgotten; they are not restored
 * @param incomplete the number of records that refer to something that neither exists here nor in the import, or that
 *     belong to no scope
 * @param complete whether the end of the export was reached; if not, the file was truncated or is a page of a larger
 *     list
 * @param reasons the number of records of another system that lost something, by reason
 * @param losses the first of these records by name, at most {@value #MAX_LOSSES}
 */
public record ImportResult(
        Map<String, Long> added,
        long present,
        long forgotten,
        long incomplete,
        boolean complete,
        Map<String, Long> reasons,
        List<ImportLoss> losses) {

    /** The maximum number of records that are named: the result of importing a large file must fit into memory. */
    public static final int MAX_LOSSES = 10_000;

    /** The result of an import that imported nothing. */
    public static final ImportResult EMPTY = new ImportResult(Map.of(), 0, 0, 0, false);

    /** Copies the counts. */
    public ImportResult {
        added = Map.copyOf(added);
        reasons = Map.copyOf(reasons);
        losses = List.copyOf(losses);
    }

    /**
     * Creates the result of an import without losses.
     *
     * @param added the number of added records by type
     * @param present the number of records that existed already
     * @param forgotten the number of records that this memory has forgotten
     * @param incomplete the number of records that refer to something that neither exists here nor in the import
     * @param complete whether the end of the export was reached
     */
    public ImportResult(Map<String, Long> added, long present, long forgotten, long incomplete, boolean complete) {
        this(added, present, forgotten, incomplete, complete, Map.of(), List.of());
    }

    /**
     * {@return the number of added records of a type}
     *
     * @param type the type, such as {@code turn} or {@code memory}
     */
    public long added(String type) {
        return added.getOrDefault(type, 0L);
    }

    /**
     * {@return a copy for a finished import}
     *
     * @param leftOut the number of records that were left out before they reached the ledger
     * @param complete whether the end of the export was reached
     */
    public ImportResult ended(long leftOut, boolean complete) {
        return new ImportResult(added, present, forgotten, incomplete + leftOut, complete, reasons, losses);
    }

    /**
     * {@return a copy with the records that lost something}
     *
     * @param reasons the number of records by reason
     * @param losses the records by name
     */
    public ImportResult withLosses(Map<String, Long> reasons, List<ImportLoss> losses) {
        return new ImportResult(added, present, forgotten, incomplete, complete, reasons, losses);
    }

    /**
     * {@return the sum of this result and another}
     *
     * @param other the other result
     */
    public ImportResult plus(ImportResult other) {
        Map<String, Long> both = new TreeMap<>(added);
        other.added.forEach((type, count) -> both.merge(type, count, Long::sum));
        return new ImportResult(
                both,
                present + other.present,
                forgotten + other.forgotten,
                incomplete + other.incomplete,
                other.complete);
    }
}
