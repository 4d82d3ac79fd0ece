package dev.memoir.maintenance;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an import took.
 *
 * @param added how many records were added, by their type
 * @param present how many were there already and were left as they are
 * @param forgotten how many are of turns or memories that this memory has forgotten: they are not brought back
 * @param incomplete how many tell of something that is neither here nor in the import, or of nobody's
 * @param whole whether the end of the export was reached; if not, the file was cut short
 */
public record ImportReceipt(Map<String, Long> added, long present, long forgotten, long incomplete, boolean whole) {

    /** The receipt of an import that took nothing. */
    public static final ImportReceipt NOTHING = new ImportReceipt(Map.of(), 0, 0, 0, false);

    /** Copies the numbers. */
    public ImportReceipt {
        added = Map.copyOf(added);
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
    public ImportReceipt ended(long leftOut, boolean whole) {
        return new ImportReceipt(added, present, forgotten, incomplete + leftOut, whole);
    }

    /**
     * {@return this and another together}
     *
     * @param other what else was taken
     */
    public ImportReceipt plus(ImportReceipt other) {
        Map<String, Long> both = new TreeMap<>(added);
        other.added.forEach((type, count) -> both.merge(type, count, Long::sum));
        return new ImportReceipt(
                both, present + other.present, forgotten + other.forgotten, incomplete + other.incomplete, other.whole);
    }
}
