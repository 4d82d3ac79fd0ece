// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.IdGenerator;
import dev.memoir.StorageException;
import java.nio.file.Path;

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
}
