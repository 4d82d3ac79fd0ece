// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.IdGenerator;
import dev.memoir.StorageException;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.LedgerInspection;
import java.time.Instant;

/** Opens the ledger of a memory. */
@FunctionalInterface
public interface LedgerFactory {

    /**
     * {@return the ledger, which the memory closes}
     *
     * @param ids generates the ids of the ledger, of conversations and of requests
     * @throws StorageException if the ledger cannot be opened
     */
    Ledger open(IdGenerator ids);

    /**
     * Inspects the ledger without opening or changing it.
     *
     * @param depth how much to read
     * @param now the current time
     * @return what was found; by default that this kind of ledger cannot be inspected
     */
    default LedgerInspection inspect(InspectionDepth depth, Instant now) {
        return LedgerInspection.unsupported();
    }
}
