// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.Role;
import dev.memoir.Turn;
import dev.memoir.samples.bench.BenchmarkConversation.BenchmarkQuestion;
import dev.memoir.samples.bench.BenchmarkConversation.DialogTurn;
import dev.memoir.samples.bench.BenchmarkConversation.Observation;
import dev.memoir.samples.bench.BenchmarkConversation.Session;
import java.io.IOException;
import java.nio.file.Path;
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
final class LocomoFile {

    private static final Pattern DIALOG_ID = Pattern.compile("D\\d+:\\d+");
    private static final DateTimeFormatter SESSION_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("h:mm a 'on' d MMMM, yyyy")
            .toFormatter(Locale.ENGLISH);

    /** The names of the categories, by number. */
    private static final Map<Integer, String> CATEGORIES =
            Map.of(1, "multi-hop", 2, "temporal", 3, "open-domain", 4, "single-hop", 5, "adversarial");

    private LocomoFile() {}

    /** {@return whether a JSON array has the fields of this data set} */
    static boolean matches(JsonNode root) {
        return root.path(0).has("conversation") && root.path(0).has("qa");
    }

    static List<BenchmarkConversation> read(Path file) throws IOException {
        return read(new ObjectMapper().readTree(file.toFile()));
    }

    static List<BenchmarkConversation> read(JsonNode root) {
        List<BenchmarkConversation> conversations = new ArrayList<>();
        for (JsonNode sample : root) {
            List<Session> sessions = sessions(sample.get("conversation"));
            conversations.add(new BenchmarkConversation(
                    sample.get("sample_id").asText(),
                    sessions,
                    questions(sample, sessions),
                    observations(sample, sessions)));
        }
        return conversations;
    }

    private static List<Session> sessions(JsonNode conversation) {
        List<Session> sessions = new ArrayList<>();
        for (int n = 1; conversation.has("session_" + n); n++) {
            Instant at = LocalDateTime.parse(
                            conversation.get("session_" + n + "_date_time").asText(), SESSION_TIME)
                    .toInstant(ZoneOffset.UTC);
            List<DialogTurn> turns = new ArrayList<>();
            for (JsonNode turn : conversation.get("session_" + n)) {
                turns.add(new DialogTurn(turn.get("dia_id").asText(), turn(turn, at)));
            }
            sessions.add(new Session("session_" + n, at, turns));
        }
        return sessions;
    }

    private static List<Observation> observations(JsonNode sample, List<Session> sessions) {
        List<Observation> observations = new ArrayList<>();
        for (Session session : sessions) {
            JsonNode speakers = sample.path("observation").path(session.name() + "_observation");
            speakers.properties()
                    .forEach(speaker -> speaker.getValue()
                            .forEach(told -> observations.add(new Observation(
                                    told.get(0).asText(), speaker.getKey(), session.at(), dialogIds(told.get(1))))));
        }
        return observations;
    }

    private static List<String> dialogIds(JsonNode source) {
        return DIALOG_ID
                .matcher(source.toString())
                .results()
                .map(match -> match.group())
                .distinct()
                .toList();
    }

    private static Turn turn(JsonNode turn, Instant at) {
        String caption = turn.path("blip_caption").asText("");
        String text = turn.get("text").asText() + (caption.isEmpty() ? "" : " [shares " + caption + "]");
        return Turn.builder(Role.USER, text)
                .speaker(turn.get("speaker").asText())
                .saidAt(at)
                .build();
    }

    /** Reads the questions with existing evidence; some references of the data set point nowhere. */
    private static List<BenchmarkQuestion> questions(JsonNode sample, List<Session> sessions) {
        Set<String> known = new LinkedHashSet<>();
        sessions.forEach(session -> session.turns().forEach(said -> known.add(said.dialogId())));
        List<BenchmarkQuestion> questions = new ArrayList<>();
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
                questions.add(new BenchmarkQuestion(
                        qa.get("question").asText(),
                        evidence,
                        CATEGORIES.getOrDefault(qa.get("category").asInt(), "other"),
                        qa.path("answer").asText("")));
            }
        }
        return questions;
    }
}
