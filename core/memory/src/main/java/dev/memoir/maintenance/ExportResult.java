package dev.memoir.maintenance;

import java.util.Map;

/**
 * What an export wrote.
 *
 * @param written how many records, by their type
 */
public record ExportResult(Map<String, Long> written) {

    /** Copies the numbers. */
    public ExportResult {
        written = Map.copyOf(written);
    }

    /**
     * {@return how many records of a type were written}
     *
     * @param type such as {@code turn} or {@code memory}
     */
    public long written(String type) {
        return written.getOrDefault(type, 0L);
    }
}
