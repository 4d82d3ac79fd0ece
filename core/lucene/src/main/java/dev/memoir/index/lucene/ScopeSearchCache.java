// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.IndexQuery;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Caches the latest scope searches: a search is followed by a request for adjacent turns of the same scope.
 * Thread-safe; threads that share a slot only repeat the search.
 */
final class ScopeSearchCache {

    private static final int SLOTS = 16;

    private final AtomicReferenceArray<ExactScopeSearch> searches = new AtomicReferenceArray<>(SLOTS);

    /** {@return the search of a query's scope; null if the scope is not small} */
    @Nullable
    ExactScopeSearch of(IndexSearcher searcher, IndexQuery query) throws IOException {
        int slot = (int) (Thread.currentThread().getId() % SLOTS);
        ExactScopeSearch last = searches.get(slot);
        if (last != null && last.isOf(searcher, query)) {
            return last;
        }
        ExactScopeSearch search = ExactScopeSearch.of(searcher, query);
        if (search != null) {
            searches.set(slot, search);
        }
        return search;
    }
}
