// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.MemoryItem;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import dev.memoir.rerank.Reranker;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the best hits reordered if requested. Scores remain unchanged. Thread-safe. */
final class RerankStage {

    private static final Logger LOG = LoggerFactory.getLogger(RerankStage.class);

    private final @Nullable Reranker reranker;

    RerankStage(@Nullable Reranker reranker) {
        this.reranker = reranker;
    }

    /** {@return the number of hits to find for a request: more may be reordered than returned} */
    int depth(SearchRequest request) {
        return reranker == null || !wanted(request) ? request.limit() : Math.max(request.limit(), reranker.depth());
    }

    /**
     * {@return the hits, within the limit; in the order of their scores, with a notice, if they could not be reordered}
     */
    List<SearchHit> ordered(SearchRequest request, List<SearchHit> hits, List<String> notices) {
        List<SearchHit> ordered = wanted(request) ? ordered(request.query(), request.zone(), hits, notices) : hits;
        return ordered.size() <= request.limit() ? ordered : List.copyOf(ordered.subList(0, request.limit()));
    }

    private boolean wanted(SearchRequest request) {
        return request.rerank() == null ? reranker != null : request.rerank();
    }

    private List<SearchHit> ordered(String query, @Nullable ZoneId zone, List<SearchHit> hits, List<String> notices) {
        if (reranker == null) {
            notices.add("No reranker is set: the hits are in the order of their scores.");
            return hits;
        }
        int depth = Math.min(hits.size(), reranker.depth());
        if (depth < 2) {
            return hits;
        }
        try {
            List<SearchHit> best = hits.subList(0, depth);
            List<Integer> order = reranker.order(
                    query, best.stream().map(hit -> zoned(hit.item(), zone)).toList());
            List<SearchHit> ordered = new ArrayList<>();
            complete(order, depth).forEach(index -> ordered.add(best.get(index)));
            ordered.addAll(hits.subList(depth, hits.size()));
            return ordered;
        } catch (RuntimeException e) {
            LOG.warn("The reranker failed. The hits stay in the order of their scores.", e);
            notices.add("The reranker failed: the hits are in the order of their scores.");
            return hits;
        }
    }

    /**
     * Sets the zone of the query on turns without one: a reranker does not know that zone, and dates items in theirs.
     */
    private static MemoryItem zoned(MemoryItem item, @Nullable ZoneId zone) {
        return item instanceof StoredTurn turn && zone != null ? turn.withDefaultZone(zone) : item;
    }

    private static Set<Integer> complete(List<Integer> order, int size) {
        Set<Integer> complete = new LinkedHashSet<>();
        order.stream().filter(index -> index >= 0 && index < size).forEach(complete::add);
        for (int index = 0; index < size; index++) {
            complete.add(index);
        }
        return complete;
    }
}
