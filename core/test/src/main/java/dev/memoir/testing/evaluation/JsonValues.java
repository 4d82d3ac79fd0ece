// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the JSON values of a file: one of JSON, many of JSON Lines; plain or compressed with gzip. */
final class JsonValues {

    /** A text may be longer than Jackson's limit for untrusted JSON. */
    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private static final int GZIP_MAGIC = 0x1f8b;

    private JsonValues() {}

    /** {@return the values of a file, in order} */
    static List<JsonNode> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no file " + file + ".");
        }
        try (InputStream text = open(file);
                JsonParser parser = JSON.createParser(text)) {
            List<JsonNode> values = new ArrayList<>();
            while (parser.nextToken() != null) {
                values.add(JSON.readTree(parser));
            }
            return values;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    file + " is not valid JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage() + ".",
                    e);
        } catch (ZipException | EOFException e) {
            throw new InvalidInputException(file + " is a damaged gzip file. Copy it again.", e);
        }
    }

    /** {@return the only value of a file} */
    static JsonNode single(Path file) throws IOException {
        List<JsonNode> values = read(file);
        if (values.size() != 1) {
            throw new InvalidInputException(file + " has " + values.size() + " JSON values; it must have one.");
        }
        return values.get(0);
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(bytes) : bytes;
    }
}
