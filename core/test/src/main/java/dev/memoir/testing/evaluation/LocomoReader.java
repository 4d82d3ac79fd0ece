// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.Role;
import dev.memoir.Turn;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the LoCoMo data set: long conversations in sessions, and questions with the turns that answer them. */
final class LocomoReader {

    private static final Pattern DIALOG_ID = Pattern.compile("D\\d+:\\d+");
    private static final DateTimeFormatter SESSION_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("h:mm a 'on' d MMMM, yyyy")
            .toFormatter(Locale.ENGLISH);

    /** The names of the categories, by number. */
    private static final Map<Integer, String> CATEGORIES =
            Map.of(1, "multi-hop", 2, "temporal", 3, "open-domain", 4, "single-hop", 5, "adversarial");

    private LocomoReader() {}

    /** {@return whether a JSON array has the fields of this data set} */
    static boolean matches(JsonNode root) {
        return root.path(0).has("conversation") && root.path(0).has("qa");
    }

    static List<EvaluatedChat> read(JsonNode root) {
        List<EvaluatedChat> conversations = new ArrayList<>();
        for (JsonNode sample : root) {
            List<ChatSession> sessions = sessions(sample.get("conversation"));
            conversations.add(
                    new EvaluatedChat(sample.get("sample_id").asText(), sessions, questions(sample, sessions)));
        }
        return conversations;
    }

    private static List<ChatSession> sessions(JsonNode conversation) {
        List<ChatSession> sessions = new ArrayList<>();
        for (int n = 1; conversation.has("session_" + n); n++) {
            Instant at = LocalDateTime.parse(
                            conversation.get("session_" + n + "_date_time").asText(), SESSION_TIME)
                    .toInstant(ZoneOffset.UTC);
            List<ChatTurn> turns = new ArrayList<>();
            for (JsonNode turn : conversation.get("session_" + n)) {
                turns.add(new ChatTurn(turn.get("dia_id").asText(), turn(turn, at)));
            }
            sessions.add(new ChatSession("session_" + n, at, turns));
        }
        return sessions;
    }

    private static Turn turn(JsonNode turn, Instant at) {
        String caption = turn.path("blip_caption").asText("");
        String text = turn.get("text").asText() + (caption.isEmpty() ? "" : " [shares " + caption + "]");
        return Turn.builder(Role.USER, text)
                .speaker(turn.get("speaker").asText())
                .saidAt(at)
                .build();
    }

    /** Reads the questions with existing evidence, numbered; some references of the data set point nowhere. */
    private static List<EvaluationQuestion> questions(JsonNode sample, List<ChatSession> sessions) {
        Set<String> known = new LinkedHashSet<>();
        sessions.forEach(session -> session.turns().forEach(said -> known.add(said.id())));
        List<EvaluationQuestion> questions = new ArrayList<>();
        for (JsonNode qa : sample.get("qa")) {
            Set<String> evidence = new LinkedHashSet<>();
            qa.path("evidence")
                    .forEach(e -> DIALOG_ID
                            .matcher(e.asText())
                            .results()
                            .map(match -> match.group())
                            .filter(known::contains)
                            .forEach(evidence::add));
            if (!evidence.isEmpty()) {
                questions.add(new EvaluationQuestion(
                        "q" + (questions.size() + 1),
                        qa.get("question").asText(),
                        evidence,
                        CATEGORIES.getOrDefault(qa.get("category").asInt(), "other"),
                        qa.path("answer").asText(""),
                        true));
            }
        }
        return questions;
    }
}
