// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.InvalidInputException;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the turns of an export of Memoir: one chat for each scope, one session for each conversation. Suppressed turns,
 * which a search must not find, are left out; so are memories, which the evaluated memory extracts itself.
 */
final class ExportReader {

    private ExportReader() {}

    /** {@return whether a value is the first line of an export} */
    static boolean matches(JsonNode head) {
        return head.path("type").asText().equals("memoir") && head.has("format");
    }

    static List<EvaluatedChat> read(Path file, List<JsonNode> lines) {
        if (!lines.get(lines.size() - 1).path("type").asText().equals("end")) {
            throw new InvalidInputException(file + " ends early: its last line is not that of a complete export."
                    + " Export again, or copy the file again.");
        }
        Map<String, Map<String, List<ChatTurn>>> chats = new LinkedHashMap<>();
        for (JsonNode line : lines) {
            if (line.path("type").asText().equals("turn") && !line.has("suppressedAt")) {
                chats.computeIfAbsent(chat(line), chat -> new LinkedHashMap<>())
                        .computeIfAbsent(line.path("conversation").asText(), session -> new ArrayList<>())
                        .add(new ChatTurn(line.path("id").asText(), turn(file, line)));
            }
        }
        List<EvaluatedChat> read = new ArrayList<>();
        chats.forEach((id, sessions) -> read.add(new EvaluatedChat(id, sessions(sessions), List.of())));
        return read;
    }

    private static String chat(JsonNode turn) {
        return Stream.of("user", "agent", "run")
                .filter(turn::has)
                .map(part -> turn.path(part).asText())
                .collect(Collectors.joining("/"));
    }

    private static Turn turn(Path file, JsonNode line) {
        try {
            return Turn.builder(
                            Role.valueOf(line.path("role").asText()),
                            line.path("text").asText())
                    .origin(Origin.valueOf(line.path("origin").asText()))
                    .speaker(line.path("speaker").asText(null))
                    .saidAt(Instant.parse(line.path("saidAt").asText()))
                    .zone(line.has("zone") ? ZoneId.of(line.path("zone").asText()) : null)
                    .build();
        } catch (RuntimeException e) {
            throw new InvalidInputException(
                    file + ": the turn " + line.path("id").asText() + " is damaged (" + e.getMessage()
                            + "). Export again.",
                    e);
        }
    }

    private static List<ChatSession> sessions(Map<String, List<ChatTurn>> turns) {
        List<ChatSession> sessions = new ArrayList<>();
        turns.forEach((name, said) -> {
            List<ChatTurn> ordered = said.stream()
                    .sorted(Comparator.comparing(ExportReader::saidAt))
                    .toList();
            sessions.add(new ChatSession(name, saidAt(ordered.get(ordered.size() - 1)), ordered));
        });
        sessions.sort(Comparator.comparing(ChatSession::at));
        return sessions;
    }

    private static Instant saidAt(ChatTurn said) {
        return Objects.requireNonNull(said.turn().saidAt(), "read");
    }
}
