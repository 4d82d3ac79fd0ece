// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.memoir.MemoryItem;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LangChain4jRerankerTest {

    private final List<String> scored = new ArrayList<>();

    @Test
    void orders_by_the_models_scores_in_one_call() {
        assertThat(order(List.of(0.1, 0.9, Double.NaN, 0.5), "a", "b", "c", "d"))
                .containsExactly(1, 3, 0, 2);
        assertThat(scored).containsExactly("Zoe: a", "Zoe: b", "Zoe: c", "Zoe: d");
    }

    @Test
    void equal_scores_keep_the_first_order() {
        assertThat(order(List.of(0.5, 0.5, 0.5), "a", "b", "c")).containsExactly(0, 1, 2);
    }

    @Test
    void a_model_that_scores_fewer_fails_so_that_nothing_vanishes() {
        assertThatThrownBy(() -> order(List.of(0.5), "a", "b")).isInstanceOf(IllegalStateException.class);
    }

    private List<Integer> order(List<Double> scores, String... texts) {
        ScoringModel model = (List<TextSegment> segments, String query) -> {
            segments.forEach(segment -> scored.add(segment.text()));
            return Response.from(scores);
        };
        return new LangChain4jReranker(model)
                .order(
                        "what?",
                        Stream.of(texts).map(LangChain4jRerankerTest::turn).toList());
    }

    private static MemoryItem turn(String text) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        Turn turn = Turn.builder(Role.USER, text).speaker("Zoe").saidAt(at).build();
        return new StoredTurn(text, Scope.user("zoe"), "c", 0, turn, at, at, null);
    }
}
