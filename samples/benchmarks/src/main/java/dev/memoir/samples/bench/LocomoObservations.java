// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.samples.bench.BenchmarkFact.FactSource;
import dev.memoir.testing.evaluation.ChatSession;
import dev.memoir.testing.evaluation.EvaluatedChat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The observations of LoCoMo's authors about each session: statements with their speakers and the turns that support
 * them.
 *
 * @param byConversation the field {@code observation} of each conversation, by its id
 */
record LocomoObservations(Map<String, JsonNode> byConversation) {

    static final LocomoObservations NONE = new LocomoObservations(Map.of());

    private static final Pattern DIALOG_ID = Pattern.compile("D\\d+:\\d+");

    /**
     * {@return the observations of a file}
     *
     * @throws IOException if the file is not JSON or cannot be read
     */
    static LocomoObservations read(Path file) throws IOException {
        Map<String, JsonNode> observations = new HashMap<>();
        for (JsonNode sample : new ObjectMapper().readTree(file.toFile())) {
            observations.put(sample.path("sample_id").asText(), sample.path("observation"));
        }
        return new LocomoObservations(observations);
    }

    /** {@return the observations about a conversation as facts} */
    List<BenchmarkFact> facts(EvaluatedChat conversation) {
        List<BenchmarkFact> facts = new ArrayList<>();
        JsonNode observed = byConversation.get(conversation.id());
        if (observed != null) {
            for (ChatSession session : conversation.sessions()) {
                observed.path(session.name() + "_observation")
                        .properties()
                        .forEach(speaker ->
                                speaker.getValue().forEach(told -> facts.add(fact(session, speaker.getKey(), told))));
            }
        }
        return facts;
    }

    private static BenchmarkFact fact(ChatSession session, String speaker, JsonNode told) {
        String text = told.path(0).asText();
        List<FactSource> sources = DIALOG_ID
                .matcher(told.path(1).toString())
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(id -> new FactSource(id, text))
                .toList();
        return new BenchmarkFact(text, MemoryKind.FACT, speaker, List.of(), Validity.unknown(), session.at(), sources);
    }
}
