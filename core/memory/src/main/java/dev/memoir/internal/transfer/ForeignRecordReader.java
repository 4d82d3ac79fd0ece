// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import dev.memoir.InvalidInputException;
import dev.memoir.ledger.PortableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads another system's export as records of a ledger, in batches. Not thread-safe. */
public interface ForeignRecordReader {

    /** Receives records as they are read. */
    interface Sink {

        /**
         * Receives a record.
         *
         * @param record the record
         * @param read the number of bytes of the file that have been read
         */
        void take(PortableRecord record, long read);
    }

    /**
     * Reads the whole export.
     *
     * @param sink receives the records, in the order in which a ledger imports them
     */
    void read(Sink sink);

    /** {@return whether it is the whole export; known after it was read} */
    boolean whole();

    /**
     * {@return the length of a file in bytes, 0 if unknown}
     *
     * @param file the file
     * @throws InvalidInputException if there is no such file
     */
    static long size(Path file) {
        if (!Files.isReadable(file)) {
            throw new InvalidInputException("There is no readable file " + file + ".");
        }
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
