// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.internal.learning.FactQuery;
import dev.memoir.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds facts for several queries: one index search per query, and one read of the ledger for all. */
final class FactSearch {

    private static final Set<MemoryKind> KINDS = Set.of(MemoryKind.FACT, MemoryKind.PREFERENCE, MemoryKind.EVENT);

    /** Candidates of each arm of a query: all facts of most users. */
    private static final int POOL = 200;

    /**
     * Facts that are read from the ledger. Facts of narrower scopes are found too, but this scope cannot change them;
     * its own facts are hidden only if this number of others are nearer.
     */
    private static final int MAX_READ = 400;

    /**
     * The weight of keyword matches, half of that of similarity: as in the ranking that {@code SignalWeights} began
     * with.
     */
    private static final double KEYWORD_WEIGHT = 0.5;

    private FactSearch() {}

    static List<Memory> search(
            MemoryIndex index,
            Ledger ledger,
            Scope scope,
            List<FactQuery> queries,
            SimilarityScale scale,
            Instant now) {
        List<List<ItemRef>> found = new ArrayList<>();
        for (FactQuery query : queries) {
            IndexQuery indexQuery = new IndexQuery(
                    scope,
                    CandidatePool.ends(query.text()),
                    query.vector(),
                    QueryHints.NONE,
                    POOL,
                    Set.of(ItemType.MEMORY),
                    KINDS,
                    null,
                    Filter.all(),
                    now);
            found.add(bestFirst(index.search(indexQuery), scale));
        }
        Map<ItemRef, MemoryItem> items = ledger.items().fetch(scope, firsts(found));
        return items.values().stream()
                .map(Memory.class::cast)
                .filter(memory -> scope.covers(memory.scope()) && KINDS.contains(memory.kind()) && !memory.expired(now))
                .toList();
    }

    /** {@return the candidates of an index, best first, whatever the scale of the embedder's cosines} */
    static List<ItemRef> bestFirst(List<Candidate> candidates, SimilarityScale scale) {
        return candidates.stream()
                .sorted(Comparator.comparingDouble((Candidate candidate) -> score(candidate, scale))
                        .reversed())
                .map(Candidate::ref)
                .toList();
    }

    private static double score(Candidate candidate, SimilarityScale scale) {
        return CandidatePool.calibrated(candidate, scale).dense() + KEYWORD_WEIGHT * candidate.keyword();
    }

    /** Takes the first of each query, then the second of each, until there are enough. */
    private static Set<ItemRef> firsts(List<List<ItemRef>> found) {
        Set<ItemRef> refs = new LinkedHashSet<>();
        int longest = found.stream().mapToInt(List::size).max().orElse(0);
        for (int rank = 0; rank < longest && refs.size() < MAX_READ; rank++) {
            for (List<ItemRef> one : found) {
                if (rank < one.size() && refs.size() < MAX_READ) {
                    refs.add(one.get(rank));
                }
            }
        }
        return refs;
    }
}
