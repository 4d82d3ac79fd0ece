// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.Candidate;
import dev.memoir.index.MemoryIndex;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Stores that would leak or could not forget are refused when they are opened. */
class StoreRefusalTest {

    private static final float[] IN = {1, 0, 0, 0, 0, 0, 0, 0};
    private static final float[] ACROSS = {0, 1, 0, 0, 0, 0, 0, 0};

    /** Only applies the parts of a filter that it understands. */
    private static class PartlyFiltering extends AlteredStore {

        private final Predicate<Filter> understood;

        PartlyFiltering(Predicate<Filter> understood) {
            this.understood = understood;
        }

        @Override
        public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
            return real.search(EmbeddingSearchRequest.builder()
                    .queryEmbedding(request.queryEmbedding())
                    .maxResults(request.maxResults())
                    .filter(object -> fulfils(request.filter(), object))
                    .build());
        }

        private boolean fulfils(Filter filter, Object object) {
            return filter instanceof And and
                    ? fulfils(and.left(), object) && fulfils(and.right(), object)
                    : !understood.test(filter) || filter.test(object);
        }
    }

    @Test
    void a_store_that_ignores_filters_is_refused() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new PartlyFiltering(filter -> false)))
                .withMessageContaining("ignores filters, so one user would find what another said")
                .withMessageContaining("Use a store that filters");
    }

    @Test
    void a_store_that_ignores_a_sort_of_filters_is_refused() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new PartlyFiltering(filter -> !(filter instanceof IsEqualTo))))
                .withMessageContaining("one user would find");
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new PartlyFiltering(filter -> !(filter instanceof IsGreaterThanOrEqualTo))))
                .withMessageContaining("filters on numbers");
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new PartlyFiltering(filter -> !(filter instanceof IsIn))))
                .withMessageContaining("filters with several values");
        assertThatCode(() -> probed(new PartlyFiltering(filter -> true))).doesNotThrowAnyException();
    }

    @Test
    void a_store_that_refuses_filters_is_refused_with_what_it_said() {
        UnsupportedFeatureException said = new UnsupportedFeatureException("no filters");
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new AlteredStore() {
                    @Override
                    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
                        throw said;
                    }
                }))
                .withMessageContaining("does not search with filters")
                .withRootCauseInstanceOf(UnsupportedFeatureException.class);
    }

    @Test
    void a_store_that_takes_no_ids_is_refused() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new AlteredStore() {
                    @Override
                    public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
                        throw new UnsupportedFeatureException("no ids");
                    }
                }))
                .withMessageContaining("accepts no documents with the memory's ids");
    }

    @Test
    void a_store_that_cannot_remove_is_refused() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new AlteredStore() {
                    @Override
                    public void removeAll(Collection<String> ids) {
                        throw new UnsupportedFeatureException("no removal");
                    }
                }))
                .withMessageContaining("does not remove documents by id, so nothing could be forgotten");
    }

    @Test
    void a_store_that_says_it_removes_and_does_not_is_refused() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new AlteredStore() {
                    @Override
                    public void removeAll(Collection<String> ids) {}
                }))
                .withMessageContaining("still finds removed documents");
    }

    @Test
    void a_store_that_never_shows_what_was_stored_is_refused() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new AlteredStore() {
                    @Override
                    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
                        return new EmbeddingSearchResult<>(List.of());
                    }
                }))
                .withMessageContaining("does not find stored documents");
    }

    @Test
    void a_store_that_measures_something_else_than_the_cosine_is_refused() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> probed(new AlteredStore() {
                    @Override
                    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
                        return new EmbeddingSearchResult<>(real.search(request).matches().stream()
                                .map(match -> new EmbeddingMatch<>(1.0, match.embeddingId(), null, match.embedded()))
                                .toList());
                    }
                }))
                .withMessageContaining("another text 1.00 instead of 0.75: it does not measure the cosine");
    }

    @Test
    void a_store_that_shows_what_was_written_after_a_while_is_waited_for() {
        AtomicInteger searches = new AtomicInteger();
        probed(new AlteredStore() {
            @Override
            public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
                return searches.incrementAndGet() < 3 ? new EmbeddingSearchResult<>(List.of()) : super.search(request);
            }
        });
        assertThat(searches).hasValueGreaterThan(3);
    }

    @Test
    void a_store_that_takes_no_document_twice_has_it_removed_before() {
        AlteredStore strict = new AlteredStore() {
            @Override
            public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
                if (holdsAny(ids)) {
                    throw new IllegalStateException("duplicate key");
                }
                super.addAll(ids, embeddings, segments);
            }
        };
        assertThatAChangeReplaces(strict);
    }

    @Test
    void whether_a_store_replaces_is_found_out_and_nothing_of_that_stays_in_it() {
        AlteredStore doubling = new AlteredStore();
        ReplacingStore replacing = new ReplacingStore();
        AlteredStore keepingTheFirst = new AlteredStore() {
            @Override
            public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> segments) {
                if (!holdsAny(ids)) {
                    super.addAll(ids, embeddings, segments);
                }
            }
        };
        assertThatAChangeReplaces(doubling);
        assertThatAChangeReplaces(replacing);
        assertThatAChangeReplaces(keepingTheFirst);
    }

    private static void assertThatAChangeReplaces(AlteredStore store) {
        MemoryIndex index = probed(store);
        assertThat(store.segments(8)).isEmpty();
        apply(index, turn("a", "said", IN));
        apply(index, turn("a", "said", ACROSS));
        assertThat(store.segments(8)).hasSize(1);
        assertThat(index.search(query("said", ACROSS, 5)))
                .singleElement()
                .extracting(Candidate::dense)
                .isEqualTo(1.0);
    }

    private static MemoryIndex probed(EmbeddingStore<TextSegment> store) {
        return EmbeddingStoreMemoryIndex.open(store, 8, "memoir", Duration.ofMillis(300));
    }
}
