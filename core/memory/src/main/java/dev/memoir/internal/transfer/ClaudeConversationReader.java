// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a conversation of Claude's export: a list of messages; in newer exports each names the message that it answers.
 * The path to the current message is taken, otherwise the whole list. Reasoning, tools and attached files are left out.
 */
final class ClaudeConversationReader {

    private final JsonNode conversation;
    private final ImportLossLog losses;

    ClaudeConversationReader(JsonNode conversation, ImportLossLog losses) {
        this.conversation = conversation;
        this.losses = losses;
    }

    static boolean is(JsonNode conversation) {
        return conversation.path("chat_messages").isArray();
    }

    String id() {
        return conversation.path("uuid").asText("");
    }

    List<ChatMessage> messages() {
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode node : path()) {
            ChatMessage message = message(node);
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }

    private Collection<JsonNode> path() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        boolean linked = false;
        String last = "";
        for (JsonNode message : conversation.path("chat_messages")) {
            last = message.path("uuid").asText("");
            all.put(last.isEmpty() ? "message " + all.size() : last, message);
            linked |= all.containsKey(message.path("parent_message_uuid").asText(""));
        }
        if (!linked) {
            return all.values();
        }
        String at = conversation.path("current_leaf_message_uuid").asText("");
        at = all.containsKey(at) ? at : last;
        Deque<JsonNode> path = new ArrayDeque<>();
        Set<String> taken = new HashSet<>();
        while (all.containsKey(at) && taken.add(at)) {
            JsonNode message = all.get(at);
            path.addFirst(message);
            at = message.path("parent_message_uuid").asText("");
        }
        for (String id : all.keySet()) {
            if (!taken.contains(id)) {
                losses.leftOut(id, "left out: it is of another branch than the current one");
            }
        }
        return path;
    }

    private @Nullable ChatMessage message(JsonNode message) {
        String id = message.path("uuid").asText("");
        String sender = message.path("sender").asText("");
        boolean user = sender.equals("human") || sender.equals("user");
        if (!user && !sender.equals("assistant")) {
            losses.leftOut(id, "left out: it is a system message or hidden");
            return null;
        }
        if (!message.path("attachments").isEmpty() || !message.path("files").isEmpty()) {
            losses.part(id, "an image, sound or file of it");
        }
        String text = text(message);
        if (text.isBlank()) {
            losses.leftOut(id, "left out: it has no words");
            return null;
        }
        return new ChatMessage(
                id, user ? Role.USER : Role.ASSISTANT, text, ChatMessage.time(message.path("created_at")));
    }

    /** The field {@code text} also contains the text of tools and reasoning; older exports have nothing else. */
    private static String text(JsonNode message) {
        List<String> words = new ArrayList<>();
        boolean parts = false;
        for (JsonNode part : message.path("content")) {
            parts = true;
            String text = part.path("text").asText("");
            if (part.path("type").asText("").equals("text") && !text.isBlank()) {
                words.add(text);
            }
        }
        return parts ? String.join("\n", words) : message.path("text").asText("");
    }
}
