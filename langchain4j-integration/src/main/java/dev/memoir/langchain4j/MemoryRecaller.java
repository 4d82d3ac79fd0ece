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

/** Asks memory, for a limited time and without ever failing a call, once what was said before is written. Thread-safe. */
final class MemoryRecaller {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRecaller.class);

    private final LongTermMemory memory;
    private final TurnWriter lanes;
    private final TimeLimit limit;
    private final UnaryOperator<SearchRequest.Builder> searching;
    private final BiConsumer<SearchRequest, SearchResult> listener;

    MemoryRecaller(LongTermMemory memory, Duration timeout) {
        this(memory, new TimeLimit(memory, timeout), UnaryOperator.identity(), (request, recollection) -> {});
    }

    MemoryRecaller(
            LongTermMemory memory,
            TimeLimit limit,
            UnaryOperator<SearchRequest.Builder> searching,
            BiConsumer<SearchRequest, SearchResult> listener) {
        this.memory = memory;
        this.lanes = TurnWriter.of(memory);
        this.limit = limit;
        this.searching = searching;
        this.listener = listener;
    }

    /** What memory knows of a question and is relevant, less what the prompt shows anyway. Nothing if it fails or takes too long. */
    SearchResult recall(Scope scope, @Nullable ZoneId zone, String question, Collection<String> known) {
        try {
            SearchRequest request = searching
                    .apply(SearchRequest.builder(scope, question)
                            .excludeTexts(known)
                            .zone(zone))
                    .build();
            Optional<SearchResult> recalled = limit.asked(() -> Optional.of(search(request)), Optional.empty());
            recalled.ifPresent(recollection -> tell(request, recollection));
            return recalled.map(recollection -> recollection.relevant(request.minRelevance()))
                    .orElse(SearchResult.NOTHING);
        } catch (RuntimeException e) {
            LOG.warn("Memory could not be searched. The call goes on without it.", e);
            return SearchResult.NOTHING;
        }
    }

    private SearchResult search(SearchRequest request) {
        lanes.awaitWritten(request.scope(), limit.timeout().dividedBy(2));
        return memory.search(request);
    }

    private void tell(SearchRequest request, SearchResult recalled) {
        try {
            listener.accept(request, recalled);
        } catch (RuntimeException e) {
            LOG.warn("Who listens to what is recalled failed. The call goes on.", e);
        }
    }
}
