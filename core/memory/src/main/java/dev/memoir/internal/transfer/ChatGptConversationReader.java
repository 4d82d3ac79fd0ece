// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.Role;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a conversation of ChatGPT's export: a tree of messages, in which the path to {@code current_node} is what the
 * user sees. System and hidden messages, tool calls and their results, and reasoning are left out; the text
 * accompanying images is kept.
 */
final class ChatGptConversationReader {

    private static final String EVERYBODY = "all";

    private final JsonNode conversation;
    private final ImportLossLog losses;

    ChatGptConversationReader(JsonNode conversation, ImportLossLog losses) {
        this.conversation = conversation;
        this.losses = losses;
    }

    static boolean is(JsonNode conversation) {
        return conversation.path("mapping").isObject();
    }

    String id() {
        String id = conversation.path("conversation_id").asText("");
        return id.isEmpty() ? conversation.path("id").asText("") : id;
    }

    List<ChatMessage> messages() {
        JsonNode mapping = conversation.path("mapping");
        Deque<JsonNode> path = path(mapping);
        Set<String> taken = new HashSet<>();
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode node : path) {
            taken.add(node.path("id").asText(""));
            ChatMessage message = message(node.path("message"));
            if (message != null) {
                messages.add(message);
            }
        }
        mapping.properties().forEach(node -> {
            boolean hasMessage = node.getValue().path("message").isObject();
            if (hasMessage && !taken.contains(node.getKey())) {
                losses.leftOut(node.getKey(), "left out: it is of another branch than the current one");
            }
        });
        return messages;
    }

    private Deque<JsonNode> path(JsonNode mapping) {
        Deque<JsonNode> path = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        String at = conversation.path("current_node").asText("");
        at = mapping.has(at) ? at : latestLeaf(mapping);
        while (mapping.has(at) && seen.add(at)) {
            path.addFirst(mapping.get(at));
            at = mapping.get(at).path("parent").asText("");
        }
        return path;
    }

    /** For exports that do not specify the current path. */
    private static String latestLeaf(JsonNode mapping) {
        String latest = "";
        double time = Double.NEGATIVE_INFINITY;
        for (var node : mapping.properties()) {
            double messageTime =
                    node.getValue().path("message").path("create_time").asDouble(-1);
            if (node.getValue().path("children").isEmpty() && messageTime >= time) {
                time = messageTime;
                latest = node.getKey();
            }
        }
        return latest;
    }

    private @Nullable ChatMessage message(JsonNode message) {
        if (!message.isObject()) {
            return null;
        }
        String id = message.path("id").asText("");
        String author = message.path("author").path("role").asText("");
        String recipient = message.path("recipient").asText(EVERYBODY);
        boolean hidden = message.path("metadata")
                .path("is_visually_hidden_from_conversation")
                .asBoolean(false);
        String type = message.path("content").path("content_type").asText("text");
        if (author.equals("system") || hidden || type.equals("user_editable_context")) {
            losses.leftOut(id, "left out: it is a system message or hidden");
            return null;
        }
        if (author.equals("tool") || !recipient.equals(EVERYBODY)) {
            losses.leftOut(id, "left out: it is a call of a tool or what one gave");
            return null;
        }
        if (!type.equals("text") && !type.equals("multimodal_text")) {
            losses.leftOut(id, "left out: it is no text but " + type);
            return null;
        }
        String text = text(id, message.path("content").path("parts"));
        if (text.isBlank()) {
            losses.leftOut(id, "left out: it has no words");
            return null;
        }
        Instant at = ChatMessage.time(message.path("create_time"));
        return new ChatMessage(id, author.equals("user") ? Role.USER : Role.ASSISTANT, text, at);
    }

    private String text(String id, JsonNode parts) {
        List<String> words = new ArrayList<>();
        for (JsonNode part : parts) {
            String text = part.isTextual() ? part.asText() : part.path("text").asText("");
            if (!text.isBlank()) {
                words.add(text);
            } else if (part.isObject()) {
                losses.part(id, "an image, sound or file of it");
            }
        }
        return String.join("\n", words);
    }
}
