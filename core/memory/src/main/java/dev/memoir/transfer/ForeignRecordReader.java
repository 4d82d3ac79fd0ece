package dev.memoir.transfer;

import dev.memoir.InvalidInputException;
import dev.memoir.ledger.PortableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another system's export, read as records of a ledger, some at a time. Not thread-safe. */
public interface ForeignRecordReader {

    /** Takes records as they are read. */
    interface Sink {

        /**
         * Takes a record.
         *
         * @param record the record
         * @param read the number of bytes of the file that are read
         */
        void take(PortableRecord record, long read);
    }

    /**
     * Reads the whole export.
     *
     * @param sink takes the records, in the order in which a ledger takes them
     */
    void read(Sink sink);

    /** {@return whether it is the whole export; known once it is read} */
    boolean whole();

    /**
     * {@return the length of a file in bytes, 0 if that is not known}
     *
     * @param file the file
     * @throws InvalidInputException if there is no such file
     */
    static long size(Path file) {
        if (!Files.isReadable(file)) {
            throw new InvalidInputException("There is no file " + file + " that can be read.");
        }
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
