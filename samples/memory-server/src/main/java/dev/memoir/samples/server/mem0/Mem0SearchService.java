// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.samples.server.mem0.filter.FilterBranch;
import dev.memoir.samples.server.mem0.filter.FilterPlan;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Searches the branches of a filter and merges what they find into one ranking: a score does not depend on what else
 * matched, so scores of several searches compare. Thread-safe.
 */
@Component
class Mem0SearchService {

    /** Where not everything that is found fulfils the filter, more is read at first, */
    private static final int FIRST_READ = 50;

    /** and so many times more if too little of it does. */
    private static final int READ_MORE = 4;

    /** {@return the hits, best first} */
    List<SearchHit> search(Mem0Session session, Mem0Search search) {
        FilterPlan plan = session.plan(search.filters(), Mem0Session.MAX_SEARCHED_SCOPES);
        Map<String, SearchHit> best = new LinkedHashMap<>();
        for (FilterBranch branch : plan.branches()) {
            for (SearchHit hit : search(session, search, plan, branch)) {
                best.merge(hit.item().id(), hit, (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(SearchHit::score).reversed())
                .limit(search.topK())
                .toList();
    }

    private static List<SearchHit> search(
            Mem0Session session, Mem0Search search, FilterPlan plan, FilterBranch branch) {
        int limit = branch.exact() ? search.topK() : Math.max(FIRST_READ, search.topK());
        while (true) {
            SearchResult result = session.memory().search(request(search, branch, limit));
            List<SearchHit> hits = result.hits().stream()
                    .filter(hit -> plan.expression().test((Memory) hit.item()))
                    .toList();
            boolean all = result.hits().size() < limit || limit == SearchRequest.MAX_LIMIT;
            if (all || hits.size() >= search.topK()) {
                return hits;
            }
            limit = Math.min(SearchRequest.MAX_LIMIT, limit * READ_MORE);
        }
    }

    private static SearchRequest request(Mem0Search search, FilterBranch branch, int limit) {
        SearchRequest.Builder request = SearchRequest.builder(branch.scope(), search.query())
                .types(ItemType.MEMORY)
                .filter(branch.filter())
                .limit(limit)
                .threshold(Mem0Score.threshold(search.threshold()))
                .asOf(search.asOf())
                .tokenBudget(0);
        if (search.showExpired()) {
            request.includeExpired();
        }
        if (search.explain()) {
            request.explain();
        }
        return request.build();
    }
}
