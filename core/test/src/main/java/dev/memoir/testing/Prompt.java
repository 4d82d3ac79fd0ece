// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import dev.memoir.llm.LanguageModel.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A prompt for a model.
 *
 * @param messages the messages, in order
 * @param schema the JSON schema of the reply, or null
 */
record Prompt(List<Message> messages, String schema) {

    /** Copies the messages, with Unix line endings, because version control may change line endings. */
    Prompt {
        messages = messages.stream()
                .map(message -> new Message(message.role(), unix(message.text())))
                .toList();
        schema = schema == null ? null : unix(schema);
    }

    static String unix(String text) {
        return text.replace("\r\n", "\n");
    }

    /** {@return a hash that identifies this prompt} */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts()) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform supports SHA-256", e);
        }
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (Message message : messages) {
            parts.add(message.role().name());
            parts.add(message.text());
        }
        parts.add(schema == null ? "no schema" : "schema");
        parts.add(schema == null ? "" : schema);
        return parts;
    }

    /** {@return the lines of the prompt, for comparison with another} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Message message : messages) {
            lines.add("[" + message.role().name().toLowerCase(Locale.ROOT) + "]");
            message.text().lines().forEach(lines::add);
        }
        if (schema != null) {
            lines.add("[schema]");
            schema.lines().forEach(lines::add);
        }
        return lines;
    }
}
