// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.capture.TurnWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches memory with a timeout and without ever failing a call, after waiting for captured turns to be written.
 * Thread-safe.
 */
final class MemoryRecaller {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRecaller.class);

    private final LongTermMemory memory;
    private final TurnWriter writer;
    private final TimeLimit limit;
    private final UnaryOperator<SearchRequest.Builder> searching;
    private final BiConsumer<SearchRequest, SearchResult> listener;

    MemoryRecaller(LongTermMemory memory, Duration timeout) {
        this(memory, new TimeLimit(memory, timeout), UnaryOperator.identity(), (request, result) -> {});
    }

    MemoryRecaller(
            LongTermMemory memory,
            TimeLimit limit,
            UnaryOperator<SearchRequest.Builder> searching,
            BiConsumer<SearchRequest, SearchResult> listener) {
        this.memory = memory;
        this.writer = TurnWriter.of(memory);
        this.limit = limit;
        this.searching = searching;
        this.listener = listener;
    }

    /**
     * Returns the relevant results of a search, without texts that the prompt already contains; nothing after a failure
     * or timeout.
     */
    SearchResult recall(Scope scope, @Nullable ZoneId zone, String question, Collection<String> excludedTexts) {
        try {
            SearchRequest request = searching
                    .apply(SearchRequest.builder(scope, question)
                            .excludeTexts(excludedTexts)
                            .zone(zone))
                    .build();
            Optional<SearchResult> recalled = limit.call(() -> Optional.of(search(request)), Optional.empty());
            recalled.ifPresent(result -> notifyListener(request, result));
            return recalled.map(result -> result.withMinRelevance(request.minRelevance()))
                    .orElse(SearchResult.EMPTY);
        } catch (RuntimeException e) {
            LOG.warn("Failed to search memory. The call continues without it.", e);
            return SearchResult.EMPTY;
        }
    }

    private SearchResult search(SearchRequest request) {
        writer.awaitWritten(request.scope(), limit.timeout().dividedBy(2));
        return memory.search(request);
    }

    private void notifyListener(SearchRequest request, SearchResult recalled) {
        try {
            listener.accept(request, recalled);
        } catch (RuntimeException e) {
            LOG.warn("A recall listener failed. The call continues.", e);
        }
    }
}
