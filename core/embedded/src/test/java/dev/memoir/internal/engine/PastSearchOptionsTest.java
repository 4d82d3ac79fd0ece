// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AsOf;
import dev.memoir.ItemType;
import dev.memoir.ScoreComponent;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoreRequest;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search of the past supports the same options as one of the present. */
class PastSearchOptionsTest extends LearningFixture {

    private AsOf then;

    @BeforeEach
    void two_facts_are_known() {
        memory.store(StoreRequest.builder(ZOE).text("Zoe lives in Berlin.").build());
        memory.store(StoreRequest.builder(ZOE).text("Zoe lives with Ana.").build());
        then = AsOf.recorded(now);
        now = now.plus(Duration.ofDays(30));
    }

    @Test
    void a_search_of_the_past_for_turns_only_finds_nothing() {
        SearchResult found = search(request().types(ItemType.TURN));
        assertThat(found.hits()).isEmpty();
        assertThat(found.notices()).anyMatch(notice -> notice.contains("finds only memories"));
        assertThat(texts(search(request().types(ItemType.TURN, ItemType.MEMORY))))
                .hasSize(2);
    }

    @Test
    void what_the_prompt_shows_anyway_is_left_out_before_the_limit() {
        assertThat(texts(search(request().limit(1).excludeTexts(List.of(" Zoe lives in Berlin. ")))))
                .containsExactly("Zoe lives with Ana.");
    }

    @Test
    void every_share_of_a_score_is_reported_on_request() {
        assertThat(search(request()).hits())
                .allSatisfy(hit -> assertThat(hit.explanation()).isEmpty());
        for (SearchHit hit : search(request().explain()).hits()) {
            assertThat(hit.explanation()).extracting(ScoreComponent::signal).containsExactly("dense", "keyword");
            assertThat(hit.explanation().stream()
                            .mapToDouble(ScoreComponent::share)
                            .sum())
                    .isEqualTo(hit.score(), Offset.offset(1e-9));
        }
    }

    private SearchRequest.Builder request() {
        return SearchRequest.builder(ZOE, "Zoe lives in Berlin").asOf(then);
    }

    private SearchResult search(SearchRequest.Builder request) {
        return memory.search(request.build());
    }

    private static List<String> texts(SearchResult found) {
        return found.hits().stream().map(hit -> hit.item().text()).toList();
    }
}
