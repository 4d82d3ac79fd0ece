// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.InvalidInputException;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.maintenance.ChatExport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the conversations of ChatGPT or Claude as turns of a ledger, one conversation at a time. The id of a turn is
 * derived from the scope, the conversation and the message, so importing again, or importing a later and longer export,
 * only adds what is new. Not thread-safe.
 */
public final class ChatRecordReader implements ForeignRecordReader {

    private static final String REMEDY = "Give the path of the conversations.json of an export of ChatGPT or Claude.";

    private final ChatExport export;
    private final Instant now;
    private final ImportLossLog losses;

    /**
     * Creates a reader.
     *
     * @param export the file and the scope
     * @param now the time at which turns count as recorded, and as said if the export does not specify it
     * @param losses is notified of every message that is left out or loses a part
     */
    public ChatRecordReader(ChatExport export, Instant now, ImportLossLog losses) {
        this.export = export;
        this.now = now;
        this.losses = losses;
    }

    @Override
    public void read(Sink sink) {
        new JsonArrayReader(export.file(), "conversations", REMEDY).read((conversation, read) -> {
            if (ChatGptConversationReader.is(conversation)) {
                ChatGptConversationReader chat = new ChatGptConversationReader(conversation, losses);
                give(chat.id(), conversation, "title", "create_time", chat.messages(), sink, read);
            } else if (ClaudeConversationReader.is(conversation)) {
                ClaudeConversationReader chat = new ClaudeConversationReader(conversation, losses);
                give(chat.id(), conversation, "name", "created_at", chat.messages(), sink, read);
            } else {
                throw new InvalidInputException(export.file() + " has an item that is not a conversation. " + REMEDY);
            }
        });
    }

    @Override
    public boolean whole() {
        return true;
    }

    private void give(
            String id,
            JsonNode conversation,
            String titled,
            String begun,
            List<ChatMessage> messages,
            Sink sink,
            long read) {
        losses.next();
        if (id.isBlank()) {
            losses.leftOut("conversation " + losses.position(), "left out: it has no id");
            return;
        }
        String title = conversation.path(titled).asText("").strip();
        Instant start = ChatMessage.time(conversation.path(begun));
        Instant at = start == null ? now : start;
        long sequence = 0;
        for (ChatMessage message : messages) {
            if (message.at() != null) {
                at = message.at();
            } else if (start == null) {
                losses.part(message.id(), "its time, which the export does not say");
            }
            sink.take(turn(id, title, message, at, sequence++), read);
        }
    }

    private PortableRecord turn(String conversation, String title, ChatMessage message, Instant at, long sequence) {
        Map<String, Object> turn = new LinkedHashMap<>();
        Scope scope = export.scope();
        put(turn, "user", scope.userId());
        put(turn, "agent", scope.agentId());
        put(turn, "run", scope.runId());
        String name = String.join("\n", String.valueOf(turn), conversation, message.id());
        turn.put(
                "id",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        turn.put("conversation", conversation);
        turn.put("sequence", sequence);
        turn.put("role", message.role().name());
        turn.put("origin", (message.role() == Role.USER ? Origin.USER : Origin.ASSISTANT).name());
        turn.put("text", message.text());
        turn.put("saidAt", at.toString());
        turn.put("recordedAt", now.toString());
        turn.put("metadata", title.isEmpty() ? Map.of() : Map.of("title", title));
        turn.put("attempts", 0L);
        return new PortableRecord("turn", turn);
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
