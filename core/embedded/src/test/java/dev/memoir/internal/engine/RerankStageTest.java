// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.MemoryItem;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.Turn;
import dev.memoir.rerank.Reranker;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerankStageTest {

    private static final Scope ZOE = Scope.user("zoe");

    private final List<Integer> asked = new ArrayList<>();
    private LongTermMemory memory;

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void the_reranker_decides_the_order_and_every_hit_keeps_its_score() {
        open(RerankStageTest::reversed);
        Map<String, Double> scores =
                scores(search(SearchRequest.builder(ZOE, "tea").limit(10).rerank(false)));
        assertThat(asked).isEmpty();

        SearchResult reordered = search(SearchRequest.builder(ZOE, "tea").limit(10));
        assertThat(asked).containsExactly(6);
        assertThat(scores(reordered)).isEqualTo(scores);
        assertThat(reordered.hits()).extracting(SearchHit::score).isSorted();
        assertThat(reordered.notices()).isEmpty();
    }

    @Test
    void what_lies_beyond_the_limit_can_come_within() {
        open(RerankStageTest::reversed);
        String last = search(SearchRequest.builder(ZOE, "tea").limit(10).rerank(false))
                .hits()
                .get(5)
                .item()
                .id();
        assertThat(search(SearchRequest.builder(ZOE, "tea").limit(1)).hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.item().id()).isEqualTo(last));
    }

    @Test
    void a_failing_reranker_leaves_the_first_order_and_a_notice() {
        open(items -> {
            throw new IllegalStateException("down");
        });
        SearchResult recollection = search(SearchRequest.builder(ZOE, "tea").limit(3));
        assertThat(recollection.hits())
                .hasSize(3)
                .extracting(SearchHit::score)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(recollection.notices()).singleElement().asString().contains("reranker failed");
    }

    @Test
    void an_order_with_holes_repetitions_and_places_that_do_not_exist_loses_nothing() {
        open(items -> List.of(99, 2, 2, -1));
        List<SearchHit> first = search(
                        SearchRequest.builder(ZOE, "tea").limit(10).rerank(false))
                .hits();
        List<SearchHit> hits =
                search(SearchRequest.builder(ZOE, "tea").limit(10)).hits();
        assertThat(hits.get(0)).isEqualTo(first.get(2));
        assertThat(hits).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void a_request_to_rerank_without_a_reranker_gets_a_notice() {
        open(null);
        assertThat(search(SearchRequest.builder(ZOE, "tea")).notices()).isEmpty();
        assertThat(search(SearchRequest.builder(ZOE, "tea").rerank(true)).notices())
                .singleElement()
                .asString()
                .contains("No reranker");
    }

    private interface Order {
        List<Integer> of(List<? extends MemoryItem> items);
    }

    private void open(Order order) {
        LongTermMemoryBuilder builder =
                LongTermMemory.builder().directory(directory).embedder(new WordEmbedder());
        if (order != null) {
            Reranker reranker = (query, items) -> {
                asked.add(items.size());
                return order.of(items);
            };
            builder.reranker(reranker);
        }
        memory = builder.open();
        for (String text :
                List.of("tea", "tea and milk", "tea at five", "green tea in a cup", "I see", "Tom has a dog")) {
            memory.add(ZOE, Turn.user(text));
        }
    }

    private SearchResult search(SearchRequest.Builder request) {
        return memory.search(request.build());
    }

    private static List<Integer> reversed(List<? extends MemoryItem> items) {
        return IntStream.range(0, items.size())
                .map(i -> items.size() - 1 - i)
                .boxed()
                .toList();
    }

    private static Map<String, Double> scores(SearchResult recollection) {
        return recollection.hits().stream()
                .collect(Collectors.toMap(hit -> hit.item().id(), SearchHit::score));
    }
}
