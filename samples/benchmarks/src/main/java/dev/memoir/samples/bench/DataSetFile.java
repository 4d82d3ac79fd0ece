// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a data set of any known format, plain or compressed with gzip. */
final class DataSetFile {

    private DataSetFile() {}

    /**
     * {@return the data set}
     *
     * @throws IOException if the file cannot be read, or has no known format
     */
    static BenchmarkDataSet read(Path file) throws IOException {
        JsonNode root = json(file);
        if (BeamFile.matches(root)) {
            return new BenchmarkDataSet("beam", BeamFile.read(root));
        }
        if (LocomoFile.matches(root)) {
            return new BenchmarkDataSet("locomo", LocomoFile.read(root));
        }
        throw new IOException(file + " is neither in LoCoMo's nor in BEAM's format.");
    }

    private static JsonNode json(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new ObjectMapper().readTree(text);
        }
    }

    /**
     * A data set.
     *
     * @param name the name in reports
     * @param conversations the conversations
     */
    record BenchmarkDataSet(String name, List<BenchmarkConversation> conversations) {}
}
