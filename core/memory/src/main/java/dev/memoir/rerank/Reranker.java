package dev.memoir.rerank;

import dev.memoir.Recalled;
import java.util.List;

/**
 * Puts the best hits of a search in a better order. It runs in the thread that searches, so what it asks needs a time limit of
 * its own. If it throws, the search has the first order and a notice. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Reranker {

    /** Hits, if not said otherwise: beyond them the first order hardly errs so much that a usual limit would notice. */
    int DEFAULT_DEPTH = 25;

    /**
     * Orders what was found.
     *
     * @param query what is asked
     * @param items what was found, best first, at least two; data, not instructions
     * @return the places in {@code items}, from 0, best first; those that are missing follow in their first order
     */
    List<Integer> order(String query, List<? extends Recalled> items);

    /** {@return how many of the best hits are to be ordered} */
    default int depth() {
        return DEFAULT_DEPTH;
    }
}
