// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.InvalidInputException;
import dev.memoir.StorageException;
import dev.memoir.ledger.PortableRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the output of a {@link JsonLinesWriter} in batches. Not thread-safe. */
public final class JsonLinesReader {

    /** Records per batch: one transaction of some tens of milliseconds. */
    private static final int BATCH = 400;

    /** Characters per batch, so that a few long texts do not fill the heap. */
    private static final int CHARACTERS = 8 * 1024 * 1024;

    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    /** A text may be longer than Jackson's limit for untrusted JSON. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final BufferedReader lines;
    private long number;
    private long read;
    private boolean ended;

    /**
     * Reads the first line.
     *
     * @param in the stream to read from; not closed
     * @throws InvalidInputException if it is not an export of Memoir, or one of a later version
     */
    public JsonLinesReader(InputStream in) {
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Map<String, Object> head = next();
        if (head == null || !JsonLinesWriter.HEAD.equals(head.get("type"))) {
            throw foreign();
        }
        if (!Integer.valueOf(JsonLinesWriter.FORMAT).equals(head.get("format"))) {
            throw new InvalidInputException("The export has the format " + head.get("format")
                    + ", which this version cannot read. Use a version that is at least as new as the one that"
                    + " wrote it.");
        }
    }

    /** {@return the next records, in order; empty at the end} */
    public List<PortableRecord> batch() {
        List<PortableRecord> batch = new ArrayList<>();
        long characters = 0;
        while (!ended && batch.size() < BATCH && characters < CHARACTERS) {
            Map<String, Object> line = next();
            if (line == null) {
                break;
            }
            Object type = line.remove("type");
            if (JsonLinesWriter.END.equals(type)) {
                ended = true;
            } else {
                batch.add(record(type, line));
                characters += line.get("text") instanceof String text ? text.length() : 0;
            }
        }
        read += batch.size();
        return batch;
    }

    private PortableRecord record(@Nullable Object type, Map<String, Object> line) {
        if (!(type instanceof String text)) {
            throw wrong();
        }
        line.values().removeIf(Objects::isNull);
        return new PortableRecord(text, line);
    }

    /** {@return whether the last line was read: without it the file was truncated} */
    public boolean complete() {
        return ended;
    }

    /** {@return the number of records read} */
    public long read() {
        return read;
    }

    /** {@return the number of the last line read, from 1} */
    public long line() {
        return number;
    }

    private @Nullable Map<String, Object> next() {
        try {
            String line = lines.readLine();
            while (line != null && line.isBlank()) {
                number++;
                line = lines.readLine();
            }
            number++;
            return line == null ? null : JSON.readValue(line, FIELDS);
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes the line.
            throw number == 1 ? foreign() : wrong();
        } catch (IOException e) {
            throw new StorageException("The import cannot be read (" + e + ").", e);
        }
    }

    private static InvalidInputException foreign() {
        return new InvalidInputException(
                "This is not an export of Memoir: its first line does not say so. Exports of mem0,"
                        + " ChatGPT and Claude have importers of their own.");
    }

    private InvalidInputException wrong() {
        return new InvalidInputException("Line " + number + " of the export was not written by Memoir: the file was"
                + " edited, or truncated there. Everything before it is imported; fix the line and import again.");
    }
}
