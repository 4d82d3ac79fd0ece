// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.InvalidInputException;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.PromptRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A language model that answers with the replies recorded in a file, and asks another model for those that are missing,
 * which it records. The file has a JSON object in each line, with the hash of a prompt and its reply, but no prompt: a
 * second evaluation of the same conversations costs no call. Thread-safe.
 */
public final class ReplyFile implements LanguageModel {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final LanguageModel model;
    private final Map<String, String> replies;
    private int missing;

    private ReplyFile(Path file, LanguageModel model, Map<String, String> replies) {
        this.file = file;
        this.model = model;
        this.replies = replies;
    }

    /**
     * Opens a file of replies.
     *
     * @param file the file; created with the first reply if it does not exist
     * @param model the model for prompts without a reply, or null to reject them
     * @return the replies as a model
     * @throws InvalidInputException if the file is no file of replies
     * @throws IOException if it cannot be read
     */
    public static ReplyFile open(Path file, LanguageModel model) throws IOException {
        Map<String, String> replies = new HashMap<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                JsonNode line = parsed(file, i + 1, lines.get(i));
                replies.put(line.path("prompt").asText(), line.path("reply").asText());
            }
        }
        return new ReplyFile(file, model, replies);
    }

    private static JsonNode parsed(Path file, int number, String line) {
        try {
            JsonNode parsed = JSON.readTree(line);
            if (parsed.path("prompt").isTextual() && parsed.path("reply").isTextual()) {
                return parsed;
            }
        } catch (JsonProcessingException e) {
            throw damaged(file, number, e);
        }
        throw damaged(file, number, null);
    }

    private static InvalidInputException damaged(Path file, int number, JsonProcessingException cause) {
        return new InvalidInputException(
                "Line " + number + " of " + file + " is no recorded reply. Name another file, or" + " delete the line.",
                cause);
    }

    @Override
    public synchronized String complete(List<Message> messages, String jsonSchema) {
        String prompt = new Prompt(messages, jsonSchema).hash();
        String reply = replies.get(prompt);
        if (reply == null) {
            if (model == null) {
                missing++;
                throw new PromptRejectedException(
                        PromptRejectedException.Reason.INVALID_REQUEST,
                        "No reply is recorded for the prompt, and there is no model to ask.",
                        null);
            }
            reply = model.complete(messages, jsonSchema);
            record(prompt, reply);
        }
        return reply;
    }

    private void record(String prompt, String reply) {
        try {
            String line = JSON.writeValueAsString(
                    JSON.createObjectNode().put("prompt", prompt).put("reply", reply));
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        replies.put(prompt, reply);
    }

    /** {@return the number of prompts that were rejected, because no reply is recorded and there is no model} */
    public synchronized int missing() {
        return missing;
    }

    @Override
    public String id() {
        return model == null || model.id().isEmpty() ? "recorded replies" : model.id();
    }
}
