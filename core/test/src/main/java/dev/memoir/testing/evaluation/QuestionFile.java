// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads questions with their evidence. All problems of a file are reported together. */
final class QuestionFile {

    /** The number of problems that a message lists: more would scroll the first ones away. */
    private static final int LISTED = 20;

    private final Map<String, EvaluatedChat> chats = new LinkedHashMap<>();
    private final Map<String, QuoteFinder> quotes = new HashMap<>();
    private final Map<String, List<EvaluationQuestion>> questions = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private QuestionFile(EvaluationSet set) {
        set.chats().forEach(chat -> chats.put(chat.id(), chat));
    }

    static EvaluationSet read(Path file, EvaluationSet set) throws IOException {
        QuestionFile reader = new QuestionFile(set);
        reader.read(list(file, JsonValues.single(file)));
        if (!reader.problems.isEmpty()) {
            throw new InvalidInputException(file + " has " + reader.problems.size() + " problem"
                    + (reader.problems.size() == 1 ? "" : "s")
                    + ":\n- "
                    + String.join("\n- ", reader.problems.subList(0, Math.min(LISTED, reader.problems.size()))));
        }
        return new EvaluationSet(
                set.name(),
                set.chats().stream()
                        .map(chat -> chat.withQuestions(reader.questions.getOrDefault(chat.id(), List.of())))
                        .toList());
    }

    /** {@return the list of questions in a file} */
    static JsonNode list(Path file, JsonNode root) {
        JsonNode list = root.isArray() ? root : root.path("questions");
        if (!list.isArray()) {
            throw new InvalidInputException(file + " has no list of questions. Write {\"questions\": [{\"question\": …,"
                    + " \"evidence\": [\"a turn's id or a quote\"]}]}.");
        }
        return list;
    }

    private void read(JsonNode list) {
        int number = 0;
        for (JsonNode question : list) {
            number++;
            String id = question.path("id").asText("q" + number);
            String text = question.path("question").asText("");
            EvaluatedChat chat = chat(id, question);
            if (!ids.add(id)) {
                problems.add(id + ": another question has this id. Give each its own.");
            } else if (text.isBlank()) {
                problems.add(id + ": there is no \"question\".");
            } else if (!question.path("evidence").isArray()) {
                problems.add(id + ": there is no \"evidence\". List the turns that answer it, or write [] if the chat"
                        + " does not.");
            } else if (chat != null) {
                add(id, text, chat, question);
            }
        }
    }

    private @Nullable EvaluatedChat chat(String id, JsonNode question) {
        String named = question.path("chat").asText("");
        if (named.isEmpty() && chats.size() == 1) {
            return chats.values().iterator().next();
        }
        EvaluatedChat chat = chats.get(named);
        if (chat == null) {
            List<String> known = chats.keySet().stream().limit(5).toList();
            problems.add(id + ": " + (named.isEmpty() ? "there is no \"chat\"" : "there is no chat '" + named + "'")
                    + ". The chats are " + String.join(", ", known) + (chats.size() > 5 ? ", …" : "") + ".");
        }
        return chat;
    }

    private void add(String id, String text, EvaluatedChat chat, JsonNode question) {
        QuoteFinder finder = quotes.computeIfAbsent(chat.id(), of -> new QuoteFinder(chat));
        Set<String> evidence = new LinkedHashSet<>();
        List<String> quoted = new ArrayList<>();
        for (JsonNode piece : question.path("evidence")) {
            String turn = piece.isTextual() && finder.isTurn(piece.asText())
                    ? piece.asText()
                    : piece.path("turn").asText("");
            String quote = piece.isTextual() && turn.isEmpty()
                    ? piece.asText()
                    : piece.path("quote").asText("");
            try {
                evidence.add(finder.turn(turn, quote));
                quoted.add(quote);
            } catch (InvalidInputException e) {
                problems.add(id + ": " + e.getMessage());
            }
        }
        String answer = question.path("answer").asText("");
        questions
                .computeIfAbsent(chat.id(), of -> new ArrayList<>())
                .add(new EvaluationQuestion(
                        id,
                        text,
                        evidence,
                        question.path("category").asText(EvaluationQuestion.DEFAULT_CATEGORY),
                        // Without an answer, an excerpt of a long turn is judged by the words of the quotes.
                        answer.isBlank() ? String.join("\n", quoted).strip() : answer,
                        question.path("reviewed").asBoolean(true)));
    }
}
