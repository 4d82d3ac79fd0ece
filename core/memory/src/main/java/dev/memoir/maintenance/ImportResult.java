package dev.memoir.maintenance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import took.
 *
 * @param added how many records were added, by their type
 * @param present how many were there already and were left as they are
 * @param forgotten how many are of turns or memories that this memory has forgotten: they are not brought back
 * @param incomplete how many tell of something that is neither here nor in the import, or of nobody's
 * @param whole whether the end of the export was reached; if not, the file was cut short, or is a page of a larger list
 * @param reasons the number of records of another system that lost something, by the reason
 * @param losses the first of these records by name, at most {@value #MAX_NAMED}
 */
public record ImportResult(
        Map<String, Long> added,
        long present,
        long forgotten,
        long incomplete,
        boolean whole,
        Map<String, Long> reasons,
        List<ImportLoss> losses) {

    /** The maximum number of records that are named: a receipt of a large file must fit into memory. */
    public static final int MAX_NAMED = 10_000;

    /** The receipt of an import that took nothing. */
    public static final ImportResult NOTHING = new ImportResult(Map.of(), 0, 0, 0, false);

    /** Copies the numbers. */
    public ImportResult {
        added = Map.copyOf(added);
        reasons = Map.copyOf(reasons);
        losses = List.copyOf(losses);
    }

    /**
     * Makes the receipt of an import that lost nothing.
     *
     * @param added the number of records that were added, by their type
     * @param present the number that were there already
     * @param forgotten the number that this memory has forgotten
     * @param incomplete the number that name something that is neither here nor in the import
     * @param whole whether the end of the export was reached
     */
    public ImportResult(Map<String, Long> added, long present, long forgotten, long incomplete, boolean whole) {
        this(added, present, forgotten, incomplete, whole, Map.of(), List.of());
    }

    /**
     * {@return how many records of a type were added}
     *
     * @param type such as {@code turn} or {@code memory}
     */
    public long added(String type) {
        return added.getOrDefault(type, 0L);
    }

    /**
     * {@return this, of an import that is over}
     *
     * @param leftOut how many records were left out before they came to the ledger
     * @param whole whether the end of the export was reached
     */
    public ImportResult ended(long leftOut, boolean whole) {
        return new ImportResult(added, present, forgotten, incomplete + leftOut, whole, reasons, losses);
    }

    /**
     * {@return this, with the records that lost something}
     *
     * @param reasons the number of records, by the reason
     * @param losses the records by name
     */
    public ImportResult losing(Map<String, Long> reasons, List<ImportLoss> losses) {
        return new ImportResult(added, present, forgotten, incomplete, whole, reasons, losses);
    }

    /**
     * {@return this and another together}
     *
     * @param other what else was taken
     */
    public ImportResult plus(ImportResult other) {
        Map<String, Long> both = new TreeMap<>(added);
        other.added.forEach((type, count) -> both.merge(type, count, Long::sum));
        return new ImportResult(
                both, present + other.present, forgotten + other.forgotten, incomplete + other.incomplete, other.whole);
    }
}
