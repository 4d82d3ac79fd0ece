// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import static dev.memoir.testing.contract.IndexDocuments.ZOE;
import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.at;
import static dev.memoir.testing.contract.IndexDocuments.ids;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.memoir.Filter;
import dev.memoir.MemoryIndexException;
import dev.memoir.Scope;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.MemoryIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Behaviour of an index on an embedding store beyond the contract of every index. */
class EmbeddingStoreMemoryIndexTest {

    private static final IndexPosition START = new IndexPosition("ledger", "embedder", 0);

    private final AlteredStore store = new AlteredStore();

    @Test
    void no_word_of_what_was_said_is_given_to_the_store() {
        MemoryIndex index = opened(store);
        apply(
                index,
                turn("a", Scope.user("tom"), "talk", 0, "My code is 7788.", at(0), dev.memoir.Metadata.of("k", "v")));
        index.close();
        assertThat(store.segments(4))
                .hasSize(2)
                .allSatisfy(segment ->
                        assertThat(segment.toString()).doesNotContain("7788").doesNotContain("tom"));
    }

    @Test
    void what_has_no_vector_is_not_found_and_neither_is_what_it_was_before() {
        MemoryIndex index = opened(store);
        apply(index, turn("a", "Lisbon", null));
        assertThat(index.search(query("Lisbon", at(0), 10))).isEmpty();
        apply(index, turn("a", "Lisbon", at(0)));
        assertThat(index.search(query("Lisbon", at(0), 10))).hasSize(1);
        apply(index, turn("a", "Porto", null));
        assertThat(index.search(query("Lisbon", at(0), 10))).isEmpty();
        assertThat(index.search(query("Lisbon", null, 10))).isEmpty();
    }

    @Test
    void a_filter_that_the_store_does_not_know_starves_no_result() {
        MemoryIndex index = opened(store);
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            changes.add(turn("t" + i, ZOE, "c", i, "tea", at(i / 10.0), dev.memoir.Metadata.of("rank", i)));
        }
        apply(index, changes.toArray(IndexChange[]::new));
        assertThat(ids(index.search(query(ZOE, "tea", at(0), 5, Filter.gte("rank", 497)))))
                .containsExactly("t497", "t498", "t499");
        assertThat(ids(index.search(query(ZOE, "tea", at(0), 2, Filter.gte("rank", 300)))))
                .containsExactly("t300", "t301");
    }

    @Test
    void metadata_that_must_equal_something_is_a_condition_of_the_store() {
        List<String> asked = new ArrayList<>();
        MemoryIndex index = opened(new AlteredStore() {
            @Override
            public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
                asked.add(request.maxResults() + " " + request.filter());
                return super.search(request);
            }
        });
        apply(
                index,
                turn("a", ZOE, "c", 0, "tea", at(0), dev.memoir.Metadata.of("topic", "tea")),
                turn("b", ZOE, "c", 1, "tea", at(0), dev.memoir.Metadata.of("topic", "milk")));
        asked.clear();
        assertThat(ids(index.search(query(ZOE, "tea", at(0), 1, Filter.eq("topic", "milk")))))
                .containsExactly("b");
        assertThat(asked).singleElement().asString().startsWith("1 ").contains("memoir_m_");
    }

    @Test
    void other_documents_of_the_store_are_neither_found_nor_removed() {
        store.real.addAll(
                List.of(UUID.randomUUID().toString()),
                List.of(Embedding.from(at(0))),
                List.of(TextSegment.from("a document", Metadata.from("source", "manual"))));
        MemoryIndex index = opened(store);
        apply(index, turn("a", "Lisbon", at(0)));
        assertThat(ids(index.search(query("Lisbon", at(0), 10)))).containsExactly("a");
        index.reset(START);
        index.close();
        assertThat(store.segments(4))
                .extracting(TextSegment::text)
                .contains("a document")
                .hasSize(2);
    }

    @Test
    void two_indexes_share_a_store() {
        MemoryIndex one = opened(store);
        MemoryIndex two = EmbeddingStoreMemoryIndex.factory(store, "two").open(4);
        two.reset(START);
        apply(one, turn("a", "Lisbon", at(0)));
        apply(two, turn("b", "Lisbon", at(0)));
        one.reset(START);
        assertThat(one.search(query("Lisbon", at(0), 10))).isEmpty();
        assertThat(ids(two.search(query("Lisbon", at(0), 10)))).containsExactly("b");
    }

    @Test
    void vectors_of_another_dimension_make_way() {
        MemoryIndex index = opened(store);
        apply(index, turn("a", "Lisbon", at(0)));
        index.close();
        MemoryIndex wider = EmbeddingStoreMemoryIndex.factory(store).open(5);
        assertThat(wider.position()).isEqualTo(IndexPosition.NONE);
        wider.reset(START);
        wider.close();
        MemoryIndex again = EmbeddingStoreMemoryIndex.factory(store).open(4);
        assertThat(again.position()).isEqualTo(IndexPosition.NONE);
        assertThat(again.search(query("Lisbon", at(0), 10))).isEmpty();
    }

    @Test
    void an_index_that_was_never_closed_is_behind_and_not_ahead() {
        MemoryIndex index = opened(store);
        apply(index, turn("a", "Lisbon", at(0)));
        index.flush();
        IndexPosition flushed = index.position();
        apply(index, turn("b", "Lisbon", at(0)));
        assertThat(EmbeddingStoreMemoryIndex.factory(store).open(4).position()).isEqualTo(flushed);
    }

    @Test
    void a_store_that_fails_leaves_the_index_where_it_was() {
        boolean[] down = {false};
        EmbeddingStore<TextSegment> failing = new AlteredStore() {
            @Override
            public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
                if (down[0]) {
                    throw new IllegalStateException("the secret of Zoe");
                }
                super.addAll(ids, embeddings, segments);
            }
        };
        MemoryIndex index = opened(failing);
        apply(index, turn("a", "Lisbon", at(0)));
        IndexPosition before = index.position();
        IndexChange next = turn("b", "Porto", at(0));
        down[0] = true;
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> apply(index, next))
                .withMessageContaining("failed to store 1 documents")
                .withMessageNotContaining("secret");
        assertThat(index.position()).isEqualTo(before);
        down[0] = false;
        apply(index, next);
        assertThat(ids(index.search(query("tea", at(0), 10)))).containsExactly("a", "b");
    }

    @Test
    void an_index_of_a_store_that_removes_by_id_alone_is_emptied_of_any_number() {
        ReplacingStore replacing = new ReplacingStore();
        MemoryIndex index = opened(replacing);
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            changes.add(turn("t" + i, "tea", at(i % 90)));
        }
        apply(index, changes.toArray(IndexChange[]::new));
        assertThat(replacing.segments(4)).hasSize(2_501);
        index.reset(new IndexPosition("other", "embedder", 0));
        assertThat(replacing.segments(4)).hasSize(1);
    }

    private static MemoryIndex opened(EmbeddingStore<TextSegment> store) {
        MemoryIndex index = EmbeddingStoreMemoryIndex.factory(store).open(4);
        index.reset(START);
        return index;
    }
}
