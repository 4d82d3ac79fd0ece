// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.maintenance.ImportResult;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a ledger that exports and imports records. */
public interface TransferLedger {

    /**
     * Reads a consistent snapshot in batches, in an order in which another ledger can import it. Writers continue
     * meanwhile; a forget waits for the export.
     *
     * @param scope the scope to read, or null for everything
     * @param vectors whether vectors are read too
     * @param to receives each record on the calling thread; an exception that it throws ends the reading
     */
    void read(@Nullable Scope scope, boolean vectors, Consumer<PortableRecord> to);

    /**
     * {@return the approximate number of records to read}
     *
     * @param scope the scope to read, or null for everything
     */
    long countRecords(@Nullable Scope scope);

    /**
     * Imports records unchanged, with their ids and times: all of them in one transaction, or none. Existing items are
     * kept as they are, items forgotten here are not restored, and a turn whose position in its conversation is taken
     * is appended to its end.
     *
     * @param records the records, in the order in which they were read
     * @return the counts of imported and skipped records
     * @throws InvalidInputException if a record is not one that a ledger exports
     */
    ImportResult importRecords(List<PortableRecord> records);
}
