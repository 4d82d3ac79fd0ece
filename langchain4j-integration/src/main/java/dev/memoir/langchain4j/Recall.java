package dev.memoir.langchain4j;

import dev.memoir.LongTermMemory;
import dev.memoir.Recollection;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks memory without ever failing a call. Thread-safe. */
final class Recall {

    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);

    private final LongTermMemory memory;
    private final UnaryOperator<SearchRequest.Builder> searching;

    Recall(LongTermMemory memory, UnaryOperator<SearchRequest.Builder> searching) {
        this.memory = memory;
        this.searching = searching;
    }

    /** What memory knows of a question, less what the prompt shows anyway. Nothing if it fails. */
    Recollection recall(Scope scope, String question, Collection<String> known) {
        try {
            return memory.search(searching
                    .apply(SearchRequest.of(scope, question).known(known))
                    .build());
        } catch (RuntimeException e) {
            LOG.warn("Memory could not be searched. The call goes on without it.", e);
            return new Recollection(List.of(), "", 0, List.of());
        }
    }
}
