package dev.memoir.langchain4j;

import dev.memoir.LongTermMemory;
import dev.memoir.Recollection;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.capture.CaptureLanes;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks memory without ever failing a call, once what was said before is written. Thread-safe. */
final class Recall {

    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);

    static final Recollection NOTHING = new Recollection(List.of(), "", 0, List.of());

    private final LongTermMemory memory;
    private final CaptureLanes lanes;
    private final UnaryOperator<SearchRequest.Builder> searching;
    private final BiConsumer<SearchRequest, Recollection> listener;

    Recall(LongTermMemory memory) {
        this(memory, UnaryOperator.identity(), (request, recollection) -> {});
    }

    Recall(
            LongTermMemory memory,
            UnaryOperator<SearchRequest.Builder> searching,
            BiConsumer<SearchRequest, Recollection> listener) {
        this.memory = memory;
        this.lanes = CaptureLanes.of(memory);
        this.searching = searching;
        this.listener = listener;
    }

    /** What memory knows of a question, less what the prompt shows anyway. Nothing if it fails. */
    Recollection recall(Scope scope, @Nullable ZoneId zone, String question, Collection<String> known) {
        try {
            lanes.settle(scope);
            SearchRequest request = searching
                    .apply(SearchRequest.of(scope, question).known(known).zone(zone))
                    .build();
            Recollection recalled = memory.search(request);
            tell(request, recalled);
            return recalled;
        } catch (RuntimeException e) {
            LOG.warn("Memory could not be searched. The call goes on without it.", e);
            return NOTHING;
        }
    }

    private void tell(SearchRequest request, Recollection recalled) {
        try {
            listener.accept(request, recalled);
        } catch (RuntimeException e) {
            LOG.warn("Who listens to what is recalled failed. The call goes on.", e);
        }
    }
}
