// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.IdGenerator;
import dev.memoir.StorageException;

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
}
