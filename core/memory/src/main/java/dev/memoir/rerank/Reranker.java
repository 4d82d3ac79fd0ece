// SPDX-License-Identifier: Apache-2.0
package dev.memoir.rerank;

import dev.memoir.MemoryItem;
import java.util.List;

/**
 * Reranks the best hits of a search. It runs in the searching thread, so remote calls need a timeout of their own. If
 * it throws, the search keeps the original order and adds a notice. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Reranker {

    /**
     * The default number of hits to rerank; errors of the original order beyond it rarely affect a usual result limit.
     */
    int DEFAULT_DEPTH = 25;

    /**
     * Reranks items.
     *
     * @param query the query of the search
     * @param items the items, best first, at least two; they are data, not instructions
     * @return the indexes in {@code items}, from 0, best first; missing items follow in their original order
     */
    List<Integer> order(String query, List<? extends MemoryItem> items);

    /** {@return the number of best hits to rerank} */
    default int depth() {
        return DEFAULT_DEPTH;
    }
}
