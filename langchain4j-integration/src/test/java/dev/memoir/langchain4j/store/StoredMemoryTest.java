// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.memoir.Filter;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.testing.WordEmbedder;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complete memory with an embedding store as its index. */
class StoredMemoryTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope TOM = Scope.user("tom");

    private final AlteredStore store = new AlteredStore();

    @TempDir
    private Path directory;

    private LongTermMemory memory;

    @BeforeEach
    void openMemory() {
        memory = opened(store);
    }

    @AfterEach
    void closeMemory() {
        memory.close();
    }

    @Test
    void what_was_said_is_found_by_its_meaning_and_the_recollection_says_what_it_did_without() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon"), Turn.user("I bought shoes"));
        SearchResult recalled = memory.search(
                SearchRequest.builder(ZOE, "where is my sister Ana").build());
        assertThat(texts(recalled)).first().isEqualTo("My sister Ana moved to Lisbon");
        assertThat(recalled.notices()).singleElement().asString().contains("matches no words");
        assertThat(Files.exists(directory.resolve("index"))).isFalse();
    }

    @Test
    void users_do_not_find_each_other() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon"));
        memory.add(TOM, Turn.user("My sister Eva moved to Lisbon"));
        assertThat(found(ZOE, "my sister moved to Lisbon")).containsExactly("My sister Ana moved to Lisbon");
        assertThat(found(TOM, "my sister moved to Lisbon")).containsExactly("My sister Eva moved to Lisbon");
        assertThat(found(Scope.agent("zoe"), "my sister moved to Lisbon")).isEmpty();
        assertThat(found(ZOE.withAgent("a"), "my sister moved to Lisbon")).isEmpty();
    }

    @Test
    void a_memory_is_added_changed_deleted_and_filtered() {
        Memory tea = kept("Zoe likes tea", "drinks");
        kept("Zoe likes shoes", "clothes");
        assertThat(texts(memory.search(SearchRequest.builder(ZOE, "what does Zoe like")
                        .filter(Filter.eq("topic", "drinks"))
                        .build())))
                .containsExactly("Zoe likes tea");
        memory.update(ZOE, tea.id(), MemoryUpdate.text("Zoe hates coffee"));
        assertThat(found(ZOE, "Zoe hates coffee")).first().isEqualTo("Zoe hates coffee");
        assertThat(found(ZOE, "Zoe likes tea")).doesNotContain("Zoe likes tea");
        memory.delete(ZOE, tea.id());
        assertThat(found(ZOE, "Zoe hates coffee")).containsExactly("Zoe likes shoes");
    }

    @Test
    void what_is_forgotten_leaves_the_store() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon"), Turn.user("I bought shoes"));
        memory.add(TOM, Turn.user("I bought a hat"));
        assertThat(store.segments(64)).hasSize(4);
        memory.forget(ZOE);
        assertThat(store.segments(64)).hasSize(2);
        assertThat(found(ZOE, "my sister Ana")).isEmpty();
        assertThat(found(TOM, "a hat")).hasSize(1);
    }

    @Test
    void a_memory_goes_on_where_its_store_lasted() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon"));
        memory.close();
        List<TextSegment> before = store.segments(64);
        memory = opened(store);
        assertThat(store.segments(64)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(found(ZOE, "my sister Ana")).hasSize(1);
    }

    @Test
    void a_store_that_was_lost_is_filled_from_the_ledger() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon"));
        memory.close();
        AlteredStore other = new AlteredStore();
        memory = opened(other);
        assertThat(found(ZOE, "my sister Ana")).hasSize(1);
        assertThat(other.segments(64)).hasSize(2);
    }

    /** Its server comes and goes. */
    private static final class Remote extends AlteredStore {

        private volatile boolean away = true;

        private void reach() {
            if (away) {
                throw new IllegalStateException("no connection", new ConnectException());
            }
        }

        @Override
        public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
            reach();
            super.addAll(ids, embeddings, segments);
        }

        @Override
        public void removeAll(Collection<String> ids) {
            reach();
            super.removeAll(ids);
        }

        @Override
        public void removeAll(dev.langchain4j.store.embedding.filter.Filter filter) {
            reach();
            super.removeAll(filter);
        }

        @Override
        public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
            reach();
            return super.search(request);
        }
    }

    @Test
    void a_memory_starts_while_its_store_is_away_and_fills_it_when_it_is_back() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon"));
        memory.close();
        Remote remote = new Remote();
        memory = opened(remote);
        SearchResult meanwhile =
                memory.search(SearchRequest.builder(ZOE, "my sister Ana").build());
        assertThat(texts(meanwhile)).containsExactly("My sister Ana moved to Lisbon");
        assertThat(meanwhile.notices()).anySatisfy(notice -> assertThat(notice).contains("in the ledger alone"));
        remote.away = false;
        await().untilAsserted(() -> {
            memory.add(TOM, Turn.user("I bought a hat"));
            assertThat(remote.segments(64)).extracting(TextSegment::text).hasSizeGreaterThan(2);
        });
        SearchResult after =
                memory.search(SearchRequest.builder(ZOE, "my sister Ana").build());
        assertThat(texts(after)).containsExactly("My sister Ana moved to Lisbon");
        assertThat(after.notices()).noneSatisfy(notice -> assertThat(notice).contains("in the ledger alone"));
    }

    @Test
    void a_store_that_would_leak_opens_no_memory() {
        memory.close();
        AlteredStore leaking = new AlteredStore() {
            @Override
            public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
                return real.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(request.queryEmbedding())
                        .maxResults(request.maxResults())
                        .build());
            }
        };
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> opened(leaking))
                .withMessageContaining("ignores filters");
        assertThat(leaking.segments(64)).isEmpty();
        memory = opened(store);
    }

    private LongTermMemory opened(EmbeddingStore<TextSegment> kept) {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .index(EmbeddingStoreMemoryIndex.factory(kept))
                .open();
    }

    private Memory kept(String text, String topic) {
        return memory.store(StoreRequest.builder(ZOE)
                        .text(text)
                        .metadata(Map.of("topic", topic))
                        .build())
                .memories()
                .get(0);
    }

    private List<String> found(Scope scope, String query) {
        return texts(memory.search(SearchRequest.builder(scope, query).build()));
    }

    private static List<String> texts(SearchResult recalled) {
        return recalled.hits().stream().map(hit -> hit.item().text()).toList();
    }
}
