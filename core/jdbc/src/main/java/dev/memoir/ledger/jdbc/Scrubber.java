// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ErasureLevel;
import dev.memoir.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the bytes of forgotten items from a database's files. Thread-safe. */
final class Scrubber {

    private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);

    private final LedgerDatabase database;

    Scrubber(LedgerDatabase database) {
        this.database = database;
    }

    /** {@return how far bytes were removed: {@link ErasureLevel#NONE} if nothing was forgotten since the last time} */
    ErasureLevel scrub() {
        if (!database.read(LedgerTable::unscrubbed)) {
            return ErasureLevel.NONE;
        }
        ErasureLevel done = database.scrub();
        database.write(handle -> LedgerTable.unscrubbed(handle, false));
        return done;
    }

    /** A full disk must not prevent a ledger from being opened and read; the next forget or opening tries again. */
    void finish() {
        try {
            scrub();
        } catch (StorageException e) {
            LOG.warn("Bytes of the last forgotten items may remain in the ledger's files: {}", e.getMessage());
        }
    }
}
