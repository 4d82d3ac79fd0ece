// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads chats of any known format. */
final class EvaluationSetReader {

    private static final String FORMATS = "Give Memoir's export (./memoir export), the JSON of chats that"
            + " docs/evaluation.md describes, or a file of LoCoMo or BEAM.";

    private EvaluationSetReader() {}

    static EvaluationSet read(Path file) throws IOException {
        List<JsonNode> values = JsonValues.read(file);
        if (values.isEmpty()) {
            throw new InvalidInputException(file + " is empty. " + FORMATS);
        }
        JsonNode root = values.get(0);
        if (ExportReader.matches(root)) {
            return new EvaluationSet(name(file), ExportReader.read(file, values));
        }
        if (values.size() > 1) {
            throw new InvalidInputException(file + " has " + values.size()
                    + " lines of JSON, but does not begin like an" + " export of Memoir. " + FORMATS);
        }
        refuseForeign(file, root);
        if (BeamReader.matches(root)) {
            return new EvaluationSet("beam", BeamReader.read(root));
        }
        if (LocomoReader.matches(root)) {
            return new EvaluationSet("locomo", LocomoReader.read(root));
        }
        if (ChatFileReader.matches(root)) {
            return new EvaluationSet(name(file), new ChatFileReader(file).read(root));
        }
        throw new InvalidInputException(file + " is in no known format. " + FORMATS);
    }

    /** Refuses files for which another command exists, with its name. */
    private static void refuseForeign(Path file, JsonNode root) {
        JsonNode first = root.isArray() ? root.path(0) : root;
        if (first.has("mapping") || first.has("chat_messages")) {
            throw new InvalidInputException(file + " is an export of ChatGPT or Claude. Import it into an empty memory"
                    + " and export that: ./memoir import --user me --dir DIR " + file.getFileName()
                    + ", then ./memoir export --dir DIR chats.jsonl.");
        }
        JsonNode memory = root.path("results").isArray() ? root.path("results").path(0) : first;
        if (memory.has("memory") && memory.has("hash")) {
            throw new InvalidInputException(file + " is an export of mem0. It has memories but not what was said, so"
                    + " there are no turns that could be evidence.");
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
