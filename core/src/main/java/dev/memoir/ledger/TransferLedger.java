package dev.memoir.ledger;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.maintenance.ImportResult;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a ledger that is exported and imported. */
public interface TransferLedger {

    /**
     * Reads everything as of one moment, some at a time, in an order in which another ledger can take it. Writers go on
     * meanwhile; a forget waits for it.
     *
     * @param scope only what it reads; null for everything
     * @param vectors whether vectors are read too
     * @param to takes each record, on the calling thread; what it throws ends the reading
     */
    void read(@Nullable Scope scope, boolean vectors, Consumer<PortableRecord> to);

    /**
     * {@return about how many records there are to read}
     *
     * @param scope only what it reads; null for everything
     */
    long countRecords(@Nullable Scope scope);

    /**
     * Takes records as they are, with their ids and times: all of them in one transaction, or none. What is there already is
     * left as it is, what was forgotten here is not brought back, and a turn whose place in its conversation is taken goes to
     * its end.
     *
     * @param records in the order in which they were read
     * @return what was taken
     * @throws InvalidInputException if a record is not one that a ledger gives
     */
    ImportResult take(List<PortableRecord> records);
}
