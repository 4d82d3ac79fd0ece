// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.StorageException;
import dev.memoir.ledger.PortableRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes records as JSON Lines in UTF-8. The file begins with a header line and ends with the number of records, so
 * that a truncated file is detected. Not thread-safe.
 */
public final class JsonLinesWriter {

    /** The type of the first line. */
    static final String HEAD = "memoir";

    /** The type of the last line. */
    static final String END = "end";

    /** Incremented when an older reader would misread the present output. */
    static final int FORMAT = 1;

    private static final int BUFFER = 1 << 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;
    private final Map<String, Long> written = new TreeMap<>();

    /**
     * Writes the first line.
     *
     * @param out the stream to write to; not closed
     * @param ledgerId the id of the ledger
     * @param at the time of the export
     */
    public JsonLinesWriter(OutputStream out, String ledgerId, Instant at) {
        this.out = new BufferedOutputStream(out, BUFFER);
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("type", HEAD);
        head.put("format", FORMAT);
        head.put("ledger", ledgerId);
        head.put("exportedAt", at.toString());
        line(head);
    }

    /**
     * Writes a record.
     *
     * @param record the record
     */
    public void write(PortableRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", record.type());
        line.putAll(record.fields());
        line(line);
        written.merge(record.type(), 1L, Long::sum);
    }

    /** {@return the number of written records by type} */
    public Map<String, Long> written() {
        return written;
    }

    /** Writes the last line and flushes the stream. */
    public void end() {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("type", END);
        end.put("records", written.values().stream().mapToLong(Long::longValue).sum());
        line(end);
        try {
            out.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void line(Map<String, Object> line) {
        try {
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static StorageException failed(IOException cause) {
        return new StorageException(
                "The export cannot be written (" + cause + "). Check that its disk is writable and has free space.",
                cause);
    }
}
