package dev.memoir.index.lucene;

import dev.memoir.index.IndexQuery;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * The latest scans: who searches asks for the turns around what it found next, and they are of the scope that was just read.
 * Thread-safe; threads that share a place only scan once more.
 */
final class ScopeSearchCache {

    private static final int PLACES = 16;

    private final AtomicReferenceArray<ExactScopeSearch> scans = new AtomicReferenceArray<>(PLACES);

    /** {@return the scan of a query's scope, null if that is not small} */
    @Nullable
    ExactScopeSearch of(IndexSearcher searcher, IndexQuery query) throws IOException {
        int place = (int) (Thread.currentThread().getId() % PLACES);
        ExactScopeSearch last = scans.get(place);
        if (last != null && last.isOf(searcher, query)) {
            return last;
        }
        ExactScopeSearch scan = ExactScopeSearch.of(searcher, query);
        if (scan != null) {
            scans.set(place, scan);
        }
        return scan;
    }
}
