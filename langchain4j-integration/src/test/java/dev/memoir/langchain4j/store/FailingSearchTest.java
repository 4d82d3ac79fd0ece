// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.store;

import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.at;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.index.MemoryIndex;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store with searches that fail occasionally, as Chroma's do during writes. */
class FailingSearchTest {

    private static class Failing extends AlteredStore {

        private final Deque<RuntimeException> failures = new ArrayDeque<>();
        private int searches;

        @Override
        public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
            searches++;
            RuntimeException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return super.search(request);
        }
    }

    private final Failing store = new Failing();
    private MemoryIndex index;

    @BeforeEach
    void open() {
        index = EmbeddingStoreMemoryIndex.factory(store).open(4);
        apply(index, turn("a", "tea", at(0)));
        store.searches = 0;
    }

    private int found() {
        return index.search(query("tea", at(0), 10)).size();
    }

    @Test
    void a_search_that_fails_is_asked_once_more() {
        store.failures.add(new RuntimeException("HTTP error: Error finding id"));
        assertThat(found()).isEqualTo(1);
    }

    @Test
    void one_that_fails_again_is_told() {
        store.failures.addAll(List.of(new RuntimeException("once"), new RuntimeException("twice")));
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(this::found)
                .isNotInstanceOf(MemoryIndexUnavailableException.class)
                .withMessageContaining("is its service up")
                .havingCause()
                .withMessage("twice");
        assertThat(store.searches).isEqualTo(2);
    }

    @Test
    void a_server_that_does_not_answer_is_not_asked_again() {
        store.failures.add(new TimeoutException(new HttpTimeoutException("request timed out")));
        assertThatExceptionOfType(MemoryIndexUnavailableException.class).isThrownBy(this::found);
        store.failures.add(new RuntimeException(new ConnectException()));
        assertThatExceptionOfType(MemoryIndexUnavailableException.class).isThrownBy(this::found);
        assertThat(store.searches).isEqualTo(2);
    }
}
