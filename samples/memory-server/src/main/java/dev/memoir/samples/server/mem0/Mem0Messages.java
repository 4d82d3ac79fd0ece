// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Role;
import dev.memoir.Turn;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.mem0.request.RequestValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the messages of an add: a list, one message, or a text. */
final class Mem0Messages {

    private Mem0Messages() {}

    static List<Turn> turns(@Nullable JsonNode messages, @Nullable Instant saidAt) {
        if (messages == null) {
            throw RequestValue.wrong("messages", "is required");
        }
        List<Turn> turns = new ArrayList<>();
        if (messages.isString()) {
            turns.add(
                    Turn.builder(Role.USER, messages.asString()).saidAt(saidAt).build());
        } else if (messages.isObject()) {
            turns.add(turn(messages, saidAt));
        } else if (messages.isArray() && !messages.isEmpty()) {
            messages.forEach(message -> turns.add(turn(message, saidAt)));
        } else {
            throw RequestValue.wrong("messages", "must be a list of messages with role and content");
        }
        return turns;
    }

    private static Turn turn(JsonNode message, @Nullable Instant saidAt) {
        if (!message.isObject()) {
            throw RequestValue.wrong("messages", "must be a list of messages with role and content");
        }
        JsonNode name = message.path("name");
        return Turn.builder(role(message.path("role")), content(message.path("content")))
                .speaker(name.isString() ? name.asString() : null)
                .saidAt(saidAt)
                .build();
    }

    private static Role role(JsonNode role) {
        String name = RequestValue.text("messages.role", role).toUpperCase(Locale.ROOT);
        for (Role known : Role.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw RequestValue.wrong("messages.role", "must be user, assistant, system or tool");
    }

    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return RequestValue.text("messages.content", content.isObject() ? part(content) : content);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            texts.add(RequestValue.text("messages.content", part(part)));
        }
        return String.join("\n", texts);
    }

    private static JsonNode part(JsonNode part) {
        if (part.isObject() && !part.path("type").asString("").equals("text")) {
            throw RequestProblem.unsupported("messages.content", "Only text is remembered, no images or documents.");
        }
        return part.isObject() ? part.path("text") : part;
    }
}
