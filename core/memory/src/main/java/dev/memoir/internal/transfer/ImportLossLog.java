// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import dev.memoir.maintenance.ImportLoss;
import dev.memoir.maintenance.ImportResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts and names the records of an import that are left out or lose a part. Not thread-safe. */
public final class ImportLossLog {

    private final Map<String, Long> reasons = new TreeMap<>();
    private final List<ImportLoss> named = new ArrayList<>();
    private long leftOut;
    private long position;

    /** Counts a record. */
    void next() {
        position++;
    }

    /** {@return the number of records read} */
    long position() {
        return position;
    }

    /**
     * Records that a record is not imported.
     *
     * @param record its name
     * @param reason the reason
     */
    public void leftOut(String record, String reason) {
        leftOut++;
        part(record, reason);
    }

    /**
     * Records that a record is imported without a part of it.
     *
     * @param record its name
     * @param reason what is missing
     */
    public void part(String record, String reason) {
        reasons.merge(reason, 1L, Long::sum);
        if (named.size() < ImportResult.MAX_LOSSES) {
            named.add(new ImportLoss(record, reason));
        }
    }

    /** {@return the number of records that were not imported} */
    public long leftOut() {
        return leftOut;
    }

    /** {@return the number of records that lost something, by reason} */
    public Map<String, Long> reasons() {
        return reasons;
    }

    /** {@return the first of these records, by name} */
    public List<ImportLoss> named() {
        return named;
    }
}
