// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.IdGenerator;
import dev.memoir.StorageException;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.LedgerInspection;
import java.nio.file.Path;
import java.time.Instant;

/** Opens the ledger of a memory that is given a directory and no ledger. Found with {@link java.util.ServiceLoader}. */
public interface LedgerProvider {

    /**
     * Opens the ledger of a directory, creating it if there is none.
     *
     * @param directory an existing directory that no other process uses
     * @param ids generates the ids of what is recorded
     * @return the ledger, to be closed by the caller
     * @throws StorageException if the ledger cannot be created, read or written
     */
    Ledger open(Path directory, IdGenerator ids);

    /**
     * Inspects the ledger of a directory without changing any file of it. Another process may have it open.
     *
     * @param directory an existing directory
     * @param depth how much to read
     * @param now the current time
     * @return what was found; by default that this kind of ledger cannot be inspected
     */
    default LedgerInspection inspect(Path directory, InspectionDepth depth, Instant now) {
        return LedgerInspection.unsupported();
    }
}
