// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.MemoryKind;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.samples.bench.BenchmarkFact.FactSource;
import dev.memoir.testing.evaluation.ChatSession;
import dev.memoir.testing.evaluation.ChatTurn;
import dev.memoir.testing.evaluation.EvaluatedChat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts that a model extracted: a JSON object with one array of facts per conversation, each with its text, kind,
 * subject, validity, entities, source turns and quotes. Facts that are no longer current are skipped, as in a search.
 */
final class FactFile {

    private FactFile() {}

    /**
     * {@return the facts by conversation, for conversations with facts}
     *
     * @throws IOException if the file is not JSON or cannot be read
     */
    static Map<EvaluatedChat, List<BenchmarkFact>> read(Path file, List<EvaluatedChat> conversations)
            throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        Map<EvaluatedChat, List<BenchmarkFact>> facts = new LinkedHashMap<>();
        for (EvaluatedChat conversation : conversations) {
            JsonNode written = root.path(conversation.id());
            if (written.isArray()) {
                facts.put(conversation, facts(conversation, written));
            }
        }
        return facts;
    }

    private static List<BenchmarkFact> facts(EvaluatedChat conversation, JsonNode written) {
        Map<String, Instant> said = new HashMap<>();
        for (ChatSession session : conversation.sessions()) {
            for (ChatTurn turn : session.turns()) {
                said.put(turn.id(), session.at());
            }
        }
        List<BenchmarkFact> facts = new ArrayList<>();
        for (JsonNode fact : written) {
            List<FactSource> sources = sources(fact, said);
            if (fact.path("current").asBoolean(true) && !sources.isEmpty()) {
                facts.add(new BenchmarkFact(
                        fact.path("text").asText(),
                        MemoryKind.valueOf(fact.path("kind").asText(MemoryKind.FACT.name())),
                        fact.path("subject").asText(null),
                        strings(fact.path("entities")),
                        validity(fact),
                        said.getOrDefault(sources.get(0).dialogId(), conversation.end()),
                        sources));
            }
        }
        return facts;
    }

    private static List<FactSource> sources(JsonNode fact, Map<String, Instant> said) {
        List<FactSource> sources = new ArrayList<>();
        List<String> quotes = strings(fact.path("quotes"));
        for (String turn : strings(fact.path("turns"))) {
            if (said.containsKey(turn)) {
                String quote = sources.size() < quotes.size() ? quotes.get(sources.size()) : "";
                sources.add(new FactSource(turn, quote));
            }
        }
        return sources;
    }

    private static Validity validity(JsonNode fact) {
        Instant from = instant(fact.path("from"));
        TimePrecision precision = TimePrecision.valueOf(fact.path("precision").asText(TimePrecision.INSTANT.name()));
        return Validity.from(from, precision).until(instant(fact.path("to")));
    }

    private static @Nullable Instant instant(JsonNode value) {
        return value.isTextual() ? Instant.parse(value.asText()) : null;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(value -> strings.add(value.asText()));
        return strings;
    }
}
