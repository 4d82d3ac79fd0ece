// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.internal.extract.LlmFactExtractor;
import dev.memoir.learning.LearningSettings;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.prompt.TokenCounter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Input tokens of extraction from conversations with long assistant answers. */
class ExtractionInputTest {

    private static final Path DATA = Path.of("../../../shared/data/beam-dev.json.gz");
    private static final Scope SCOPE = Scope.user("beam");
    private static final Instant THEN = Instant.parse("2024-03-15T09:00:00Z");

    /** The tokens of the first two conversations with whole turns in prompts, without known facts: 104 calls. */
    private static final int WITH_WHOLE_TURNS = 434_436;

    private int tokens;
    private int calls;

    @Test
    void excerpts_of_two_conversations_take_at_most_a_third_of_the_tokens() throws IOException {
        assumeTrue(Files.exists(DATA), () -> "needs " + DATA.toAbsolutePath().normalize());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(DATA))) {
            JsonNode conversations = new ObjectMapper().readTree(in);
            extract(turns(conversations.get(0)));
            extract(turns(conversations.get(1)));
        }
        System.out.println("extraction: two conversations with an assistant take " + calls + " calls and " + tokens
                + " tokens of input without known facts; whole turns took " + WITH_WHOLE_TURNS);
        assertThat(3 * tokens).isLessThan(WITH_WHOLE_TURNS);
    }

    private void extract(List<StoredTurn> turns) {
        LearningSettings settings = LearningSettings.defaults();
        LlmFactExtractor extractor = new LlmFactExtractor(
                (messages, schema) -> {
                    calls++;
                    messages.forEach(message -> tokens += TokenCounter.count(message.text()));
                    return "{\"operations\":[]}";
                },
                ExtractionSettings.defaults());
        Conversation conversation = new Conversation("c", SCOPE, "main");
        for (int from = 0; from < turns.size(); ) {
            List<StoredTurn> next = turns.subList(from, Math.min(turns.size(), from + settings.batchTurns()));
            PromptBatch portion = PromptBatch.of(
                    new PendingBatch(conversation, next, null, 0), extractor.excerpts(next), settings.batchTokens());
            List<StoredTurn> before = turns.subList(Math.max(0, from - 4), from);
            extractor.extract(ExtractionRequest.builder(portion.batch().turns())
                    .before(before)
                    .build());
            from += portion.batch().turns().size();
        }
    }

    private static List<StoredTurn> turns(JsonNode conversation) {
        List<StoredTurn> turns = new ArrayList<>();
        for (JsonNode message : conversation.get("messages")) {
            Role role = message.get("role").asText().equals("user") ? Role.USER : Role.ASSISTANT;
            Instant at = THEN.plusSeconds(60L * turns.size());
            Turn turn = Turn.builder(role, message.get("content").asText())
                    .saidAt(at)
                    .build();
            turns.add(new StoredTurn("t" + turns.size(), SCOPE, "main", turns.size(), turn, at, at, null));
        }
        return turns;
    }
}
