// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.InvalidInputException;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.maintenance.Mem0Export;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of chats: a list of chats with sessions or turns, or only a list of turns. What is missing has a
 * default: a turn's id is its position (t1, t2, …), its role the user's, its time a minute after the turn before, and
 * that of a session a day after the session before.
 */
final class ChatFileReader {

    /** The time of the first turn of chats without times, so that results do not depend on when they are read. */
    private static final Instant FIRST = Instant.parse("2026-01-01T12:00:00Z");

    private static final Map<String, Role> ROLES = Map.of(
            "user", Role.USER,
            "human", Role.USER,
            "assistant", Role.ASSISTANT,
            "ai", Role.ASSISTANT,
            "model", Role.ASSISTANT,
            "system", Role.SYSTEM,
            "developer", Role.SYSTEM,
            "tool", Role.TOOL);

    private final Path file;
    private final Set<String> chatIds = new HashSet<>();

    ChatFileReader(Path file) {
        this.file = file;
    }

    /** {@return whether a value looks like chats} */
    static boolean matches(JsonNode root) {
        return root.path("chats").isArray() || isChat(root) || isChat(root.path(0)) || isTurn(root.path(0));
    }

    private static boolean isChat(JsonNode value) {
        return value.has("sessions") || value.has("turns") || value.has("messages");
    }

    private static boolean isTurn(JsonNode value) {
        return value.has("text") || value.has("content") || value.has("role");
    }

    List<EvaluatedChat> read(JsonNode root) {
        List<EvaluatedChat> chats = new ArrayList<>();
        if (isChat(root)) {
            chats.add(chat(root, 1));
        } else if (root.isArray() && !isChat(root.path(0)) && isTurn(root.path(0))) {
            chats.add(new ChatReader("chat-1").read(root));
        } else {
            for (JsonNode chat : root.has("chats") ? root.path("chats") : root) {
                chats.add(chat(chat, chats.size() + 1));
            }
        }
        return chats;
    }

    private EvaluatedChat chat(JsonNode chat, int number) {
        String id = chat.path("id").asText("chat-" + number);
        if (!chatIds.add(id)) {
            throw problem("Two chats have the id '" + id + "'. Give each its own.");
        }
        try {
            Scope.user(id);
        } catch (InvalidInputException e) {
            throw problem("The chat '" + id + "' cannot be the id of a user: " + e.getMessage());
        }
        return new ChatReader(id).read(chat);
    }

    private InvalidInputException problem(String what) {
        return new InvalidInputException(file + ": " + what);
    }

    /** Reads one chat. */
    private final class ChatReader {
        private final String chat;
        private final Set<String> turnIds = new HashSet<>();
        private int position;
        private @Nullable Instant last;

        ChatReader(String chat) {
            this.chat = chat;
        }

        EvaluatedChat read(JsonNode value) {
            List<ChatSession> sessions = new ArrayList<>();
            if (value.has("sessions")) {
                Set<String> names = new HashSet<>();
                for (JsonNode session : value.path("sessions")) {
                    String name = session.path("id").asText("session-" + (sessions.size() + 1));
                    if (!names.add(name)) {
                        throw problem(place() + "two sessions have the id '" + name + "'. Give each its own.");
                    }
                    last = last == null ? null : last.plus(Duration.ofDays(1));
                    session(name, session.isArray() ? session : turns(session), session, sessions);
                }
            } else {
                session("session-1", value.isArray() ? value : turns(value), value, sessions);
            }
            if (sessions.isEmpty()) {
                throw problem(place() + "there is no turn. Add \"turns\", or leave the chat out.");
            }
            return new EvaluatedChat(chat, sessions, List.of());
        }

        private void session(String name, JsonNode said, JsonNode session, List<ChatSession> into) {
            Instant from = time(session);
            if (from != null) {
                // The first turn is at this time unless it has its own.
                last = from.minus(Duration.ofMinutes(1));
            }
            List<ChatTurn> turns = new ArrayList<>();
            for (JsonNode turn : said) {
                position++;
                if (!(turn.has("tool_calls") && text(turn).isBlank())) {
                    turns.add(turn(turn));
                }
            }
            if (!turns.isEmpty()) {
                into.add(new ChatSession(name, last == null ? FIRST : last, turns));
            }
        }

        private ChatTurn turn(JsonNode turn) {
            String id = turn.path("id").asText("t" + position);
            if (!turnIds.add(id)) {
                throw problem(place() + "two turns have the id '" + id + "'. Give each its own.");
            }
            String text = text(turn);
            if (text.isBlank()) {
                throw problem(place() + "turn '" + id + "' has no text. Add \"text\", or leave the turn out.");
            }
            String named = turn.path("role").asText("user").toLowerCase(Locale.ROOT);
            Role role = ROLES.get(named);
            if (role == null) {
                throw problem(place() + "turn '" + id + "' has the role '" + named
                        + "'. Use user, assistant, system or tool.");
            }
            Instant own = time(turn);
            Instant at = own != null ? own : last == null ? FIRST : last.plus(Duration.ofMinutes(1));
            last = at;
            return new ChatTurn(
                    id,
                    Turn.builder(role, text)
                            .speaker(turn.path("speaker")
                                    .asText(turn.path("name").asText(null)))
                            .saidAt(at)
                            .build());
        }

        private JsonNode turns(JsonNode of) {
            JsonNode turns = of.has("turns") ? of.path("turns") : of.path("messages");
            if (!turns.isArray()) {
                throw problem(place() + "\"turns\" is not a list. Write \"turns\": [{\"role\": …, \"text\": …}, …].");
            }
            return turns;
        }

        private @Nullable Instant time(JsonNode value) {
            String text = value.path("at").asText("");
            if (text.isEmpty()) {
                return null;
            }
            Instant at = Mem0Export.time(text);
            if (at != null) {
                return at;
            }
            try {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw problem(place() + "the time \"at\": \"" + text
                        + "\" is not ISO 8601. Write 2026-05-08T18:30:00Z, or 2026-05-08.");
            }
        }

        private String place() {
            return "chat '" + chat + "', turn " + position + ": ";
        }
    }

    /** {@return the text of a turn, or its content, which may be a list of parts} */
    private static String text(JsonNode turn) {
        JsonNode content = turn.has("text") ? turn.path("text") : turn.path("content");
        return content.isArray()
                ? StreamSupport.stream(content.spliterator(), false)
                        .map(part -> part.isTextual()
                                ? part.asText()
                                : part.path("text").asText(""))
                        .filter(part -> !part.isBlank())
                        .collect(Collectors.joining("\n"))
                : content.isNull() ? "" : content.asText("");
    }
}
