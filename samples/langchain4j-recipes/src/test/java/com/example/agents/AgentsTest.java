// SPDX-License-Identifier: Apache-2.0
package com.example.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.ModelStandIn;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsTest {

    @Test
    void agents_of_a_workflow_share_one_memory_that_knows_which_of_them_said_what(@TempDir Path directory) {
        ModelStandIn model =
                new ModelStandIn(prompt -> prompt.startsWith("Find a flight") ? "Take TP 571." : "Stay at the Ritz.");
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .open()) {
            memory.add(Scope.user("zoe"), Turn.user("My sister Ana moved to Lisbon in May."));
            TravelAgents.Journey journey = TravelAgents.journey(memory, model);
            assertThat(journey.plan("zoe", "a visit to my sister")).isEqualTo("Stay at the Ritz.");
            assertThat(model.prompts())
                    .hasSize(2)
                    .allSatisfy(prompt -> assertThat(prompt).contains("user: My sister Ana moved to Lisbon in May."));
            assertThat(said(memory, "zoe"))
                    .containsExactly(
                            "USER null: My sister Ana moved to Lisbon in May.",
                            "USER null: a visit to my sister",
                            "ASSISTANT flights: Take TP 571.",
                            "ASSISTANT hotels: Stay at the Ritz.");
            assertThat(memory.search(Scope.user("zoe"), "Which hotel should I stay at?")
                            .context())
                    .contains("hotels: Stay at the Ritz.");

            journey.plan("tom", "a visit to my sister");
            assertThat(model.prompts().subList(2, 4))
                    .allSatisfy(prompt -> assertThat(prompt).doesNotContain("Lisbon"));
            assertThat(said(memory, "tom")).hasSize(3);
        }
    }

    private static List<String> said(LongTermMemory memory, String user) {
        await().atMost(Duration.ofMinutes(1)).until(() -> TurnWriter.of(memory).awaitWritten(Scope.user(user)));
        return memory.listTurns(ListRequest.builder(Scope.user(user)).build()).items().stream()
                .map(StoredTurn::turn)
                .map(turn -> turn.role() + " " + turn.speaker() + ": " + turn.text())
                .toList();
    }
}
