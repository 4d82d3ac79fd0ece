// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.Role;
import dev.memoir.Turn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the BEAM data set: conversations of a user with an assistant that gives long answers, and questions of ten
 * types.
 */
final class BeamReader {

    private static final DateTimeFormatter ANCHOR = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("MMMM-d-yyyy")
            .toFormatter(Locale.ENGLISH);

    private BeamReader() {}

    /** {@return whether a JSON array has the fields of this data set} */
    static boolean matches(JsonNode root) {
        return root.path(0).has("messages") && root.path(0).has("questions");
    }

    static List<EvaluatedChat> read(JsonNode root) {
        List<EvaluatedChat> conversations = new ArrayList<>();
        for (JsonNode conversation : root) {
            List<ChatSession> sessions = sessions(conversation.path("messages"));
            conversations.add(new EvaluatedChat(
                    conversation.path("conversation").asText(),
                    sessions,
                    questions(conversation.path("questions"), sessions)));
        }
        return conversations;
    }

    /** Maps batches to sessions. A message without a date takes that of the previous one. */
    private static List<ChatSession> sessions(JsonNode messages) {
        Map<String, List<ChatTurn>> batches = new LinkedHashMap<>();
        Map<String, Instant> times = new LinkedHashMap<>();
        Instant at = Instant.EPOCH;
        for (JsonNode message : messages) {
            Instant anchor = anchor(message.path("time_anchor").asText(""));
            at = anchor == null ? at : anchor;
            Role role = message.path("role").asText().equals("assistant") ? Role.ASSISTANT : Role.USER;
            Turn turn = Turn.builder(role, message.path("content").asText())
                    .saidAt(at)
                    .build();
            String batch = "batch_" + message.path("batch").asText();
            batches.computeIfAbsent(batch, b -> new ArrayList<>())
                    .add(new ChatTurn(message.path("id").asText(), turn));
            times.put(batch, at);
        }
        List<ChatSession> sessions = new ArrayList<>();
        batches.forEach(
                (name, turns) -> sessions.add(new ChatSession(name, times.getOrDefault(name, Instant.EPOCH), turns)));
        return sessions;
    }

    private static @Nullable Instant anchor(String text) {
        return text.isEmpty()
                ? null
                : LocalDate.parse(text, ANCHOR).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<EvaluationQuestion> questions(JsonNode asked, List<ChatSession> sessions) {
        Set<String> known = new LinkedHashSet<>();
        sessions.forEach(session -> session.turns().forEach(turn -> known.add(turn.id())));
        List<EvaluationQuestion> questions = new ArrayList<>();
        for (JsonNode question : asked) {
            Set<String> evidence = new LinkedHashSet<>();
            question.path("evidence").forEach(id -> evidence.add(id.asText()));
            evidence.retainAll(known);
            questions.add(new EvaluationQuestion(
                    "q" + (questions.size() + 1),
                    question.path("question").asText(),
                    evidence,
                    question.path("type").asText(),
                    answer(question),
                    true));
        }
        return questions;
    }

    private static String answer(JsonNode question) {
        StringJoiner answer = new StringJoiner("\n").add(question.path("answer").asText(""));
        question.path("rubric").forEach(line -> answer.add(line.asText()));
        return answer.toString();
    }
}
