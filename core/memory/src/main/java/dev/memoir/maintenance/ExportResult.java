// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import java.util.Map;

/**
 * The result of an export.
 *
 * @param written the number of written records by type
 */
public record ExportResult(Map<String, Long> written) {

    /** Copies the counts. */
    public ExportResult {
        written = Map.copyOf(written);
    }

    /**
     * {@return the number of written records of a type}
     *
     * @param type the type, such as {@code turn} or {@code memory}
     */
    public long written(String type) {
        return written.getOrDefault(type, 0L);
    }
}
