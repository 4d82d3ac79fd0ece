// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.memoir.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Writes and reads results as JSON. */
final class ResultFile {

    /** The name of the format; its number grows when an older reader would misread a file. */
    private static final String FORMAT = "memoir-evaluation/1";

    private static final ObjectMapper JSON = JsonValues.JSON
            .copy()
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private ResultFile() {}

    static void write(EvaluationResult result, Path file) throws IOException {
        JsonNode document = JSON.createObjectNode().put("format", FORMAT).set("result", JSON.valueToTree(result));
        FileReplacement.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }

    static EvaluationResult read(Path file) throws IOException {
        JsonNode root = JsonValues.single(file);
        if (!root.path("format").asText().equals(FORMAT)) {
            throw new InvalidInputException(file + " is no result of this version of ./memoir eval. Run the evaluation"
                    + " again with --json " + file.getFileName() + ".");
        }
        try {
            return JSON.treeToValue(root.path("result"), EvaluationResult.class);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(file + " is damaged: " + e.getOriginalMessage() + ".", e);
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
