// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AsOf;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryItem;
import dev.memoir.Relevance;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import dev.memoir.embed.QueryEmbedding;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.entity.NameMatcher;
import dev.memoir.entity.PronounReferents;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.MemoryIndex;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.internal.learning.FactQuery;
import dev.memoir.internal.ranking.RelevanceModel;
import dev.memoir.internal.ranking.ScoredCandidate;
import dev.memoir.internal.ranking.SignalWeights;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.QueryNames;
import dev.memoir.llm.QuotingReply;
import dev.memoir.prompt.ContextPacker;
import dev.memoir.prompt.ContextPacker.Packed;
import dev.memoir.prompt.SourceOverlap;
import dev.memoir.prompt.TurnExcerpts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches: takes candidates from the index, ranks them, reads and checks them in the ledger, and packs the context.
 * Thread-safe.
 */
final class SearchService {

    private final HistorySearch history;
    private final LedgerFallbackSearch fallback;
    private final Ledger ledger;
    private final MemoryIndex index;
    private final FaultTolerantEmbedder embedding;
    private final IndexProjector projection;
    private final InstantSource clock;
    private final RerankStage reranking;
    private final ZoneId zone;
    private final IndexHealth health;
    private volatile FailureBackoff backoff = FailureBackoff.NONE;

    SearchService(
            Ledger ledger,
            MemoryIndex index,
            FaultTolerantEmbedder embedding,
            IndexProjector projection,
            InstantSource clock,
            RerankStage reranking,
            ZoneId zone,
            IndexHealth health) {
        this.zone = zone;
        this.health = health;
        this.reranking = reranking;
        this.history = new HistorySearch(ledger, embedding);
        this.fallback = new LedgerFallbackSearch(ledger, embedding);
        this.ledger = ledger;
        this.index = index;
        this.embedding = embedding;
        this.projection = projection;
        this.clock = clock;
    }

    /** Searches; falls back to the ledger while the index is unavailable. */
    SearchResult search(SearchRequest request) {
        return search(request, true);
    }

    /**
     * Searches everything, without falling back to the ledger.
     *
     * @throws MemoryIndexException if the index is unavailable
     */
    SearchResult searchAll(SearchRequest request) {
        return search(request, false);
    }

    /**
     * {@return current facts that several queries find, read from the ledger at once}
     *
     * @param scope the scope to read
     * @param queries the queries
     * @throws MemoryIndexException if the index is unavailable
     */
    List<Memory> facts(Scope scope, List<FactQuery> queries) {
        if (projection.behind()) {
            projection.catchUp();
        }
        Instant now = clock.instant();
        return FactSearch.search(index, ledger, scope, queries, embedding.scale(), now);
    }

    private SearchResult search(SearchRequest unzoned, boolean allowFallback) {
        SearchRequest request =
                unzoned.zone() == null ? unzoned.toBuilder().zone(zone).build() : unzoned;
        if (request.limit() == 0 || request.types().isEmpty()) {
            return SearchResult.EMPTY;
        }
        List<String> notices = new ArrayList<>();
        Instant now = clock.instant();
        NameMatcher question = NameMatcher.of(request.query(), PronounReferents.OF_USER);
        QueryNames named = ledger.entities().named(request.scope(), question);
        QueryEmbedding embedded = embedding.tryQuery(request.query(), named.speakers());
        float[] vector = embedded == null ? null : embedded.vector();
        SimilarityScale scale = embedded == null ? SimilarityScale.STANDARD : embedded.scale(embedding.scale());
        if (vector == null) {
            notices.add(
                    index.matchesWords()
                            ? "The embedder failed: searched by words alone."
                            : "The embedder failed and the index matches no words: nothing can be found.");
        } else if (!index.matchesWords()) {
            notices.add("The index matches no words: searched by meaning alone, which finds names and numbers less"
                    + " reliably.");
        }
        boolean behind = projection.behind() && !projection.catchUp();
        AsOf asOf = request.asOf();
        int depth = reranking.depth(request);
        List<SearchHit> found;
        List<ScoredCandidate> ranked = List.of();
        if (asOf == null) {
            Set<String> otherNames = AliasExpansion.of(named.keys(), question);
            IndexQuery query = CandidatePool.query(request, depth, vector, now, index.matchesWords(), otherNames);
            CandidatePool pool = pool(query, scale, now, behind, allowFallback, notices);
            ranked = pool.ranked(SignalWeights.STANDARD, request.explain());
            found = admitted(request, depth, ranked, now);
        } else {
            if (!request.types().contains(ItemType.MEMORY)) {
                notices.add("Only turns were requested, as of a time: a search of the past finds only memories.");
            }
            found = history.search(request, depth, asOf, vector, scale, now);
        }
        List<SearchHit> hits = reranking.ordered(request, found, notices);
        Relevance relevance = relevance(request, found, ranked);
        Packed context = request.tokenBudget() == 0 ? Packed.EMPTY : packed(request, hits, relevance, ranked);
        return new SearchResult(
                hits.stream().map(context::status).toList(), context.text(), context.tokens(), notices, relevance);
    }

    private Packed packed(
            SearchRequest request, List<SearchHit> hits, Relevance relevance, List<ScoredCandidate> ranked) {
        ContextPacker.Limits limits = new ContextPacker.Limits(
                relevance.maxHits(hits.size(), request.minRelevance()),
                (int) (request.tokenBudget() * relevance.share(request.minRelevance())),
                request.maxTurnsPerConversation());
        return ContextPacker.pack(
                hits.stream().map(SearchHit::item).toList(),
                limits,
                request.zone() == null ? zone : request.zone(),
                new SourceOverlap(ranked),
                TurnExcerpts.matching(request.query(), request.tokenBudget()));
    }

    private static Relevance relevance(SearchRequest request, List<SearchHit> found, List<ScoredCandidate> ranked) {
        if (request.asOf() != null) {
            return Relevance.UNKNOWN;
        }
        return found.isEmpty()
                ? Relevance.NONE
                : RelevanceModel.of(request.query(), found.get(0).score(), ranked, request.types());
    }

    private CandidatePool pool(
            IndexQuery query,
            SimilarityScale scale,
            Instant now,
            boolean behind,
            boolean allowFallback,
            List<String> notices) {
        long started = System.nanoTime();
        if (!allowFallback || !backoff.active()) {
            try {
                CandidatePool pool = CandidatePool.of(index, query, scale, now);
                health.searched();
                return behind ? completed(pool, query, scale, now, notices) : pool;
            } catch (MemoryIndexException e) {
                if (!InterruptGuard.caused(e)) {
                    backoff = FailureBackoff.after(started);
                    health.notSearched(e);
                }
                if (!allowFallback) {
                    throw e;
                }
            }
        }
        notices.add("The index cannot be searched: the latest " + LedgerFallbackSearch.LATEST + " turns and "
                + LedgerFallbackSearch.LATEST + " memories of the scope were searched, in the ledger alone.");
        return CandidatePool.of(query, fallback.search(query, scale), now);
    }

    /**
     * Adds the latest items of the ledger to the candidates of an index that is behind: recent turns are asked for
     * most.
     */
    private CandidatePool completed(
            CandidatePool pool, IndexQuery query, SimilarityScale scale, Instant now, List<String> notices) {
        notices.add("The index is behind the ledger: of what it misses, the latest " + LedgerFallbackSearch.LATEST
                + " turns and memories of the scope were searched, in the ledger alone.");
        Map<ItemRef, Candidate> all = new LinkedHashMap<>();
        fallback.search(query, scale).forEach(candidate -> all.put(candidate.ref(), candidate));
        pool.candidates().forEach(candidate -> all.put(candidate.ref(), candidate));
        return CandidatePool.of(query, List.copyOf(all.values()), now);
    }

    /** Reads the best from the ledger, in as many rounds as it takes to fill the limit with items that may be shown. */
    private List<SearchHit> admitted(SearchRequest request, int depth, List<ScoredCandidate> ranked, Instant now) {
        List<ScoredCandidate> eligible = ranked.stream()
                .takeWhile(r -> r.score() >= request.threshold())
                .filter(r -> request.types().contains(r.ref().type()))
                .toList();
        List<SearchHit> hits = new ArrayList<>();
        for (int from = 0; from < eligible.size() && hits.size() < depth; from += depth) {
            List<ScoredCandidate> next = eligible.subList(from, Math.min(eligible.size(), from + depth));
            Map<ItemRef, MemoryItem> items = ledger.items()
                    .fetch(
                            request.scope(),
                            next.stream().map(ScoredCandidate::ref).toList());
            for (ScoredCandidate candidate : next) {
                MemoryItem item = items.get(candidate.ref());
                if (item != null && admits(request, item, now) && hits.size() < depth) {
                    hits.add(new SearchHit(item, candidate.score(), candidate.shares()));
                }
            }
        }
        return hits;
    }

    /**
     * Checks the conditions of the search again against the ledger: an index may lag, or ignore what it does not
     * support.
     */
    private static boolean admits(SearchRequest request, MemoryItem item, Instant now) {
        boolean common = request.scope().covers(item.scope())
                && request.filter().test(item.metadata())
                && !request.excludeTexts().contains(item.text().strip());
        if (item instanceof StoredTurn turn) {
            return common
                    && !(turn.turn().role() == Role.ASSISTANT && QuotingReply.isReply(turn.text()))
                    && request.types().contains(ItemType.TURN)
                    && (request.conversation() == null || request.conversation().equals(turn.conversation()));
        }
        Memory memory = (Memory) item;
        return common
                && request.types().contains(ItemType.MEMORY)
                && (request.kinds().isEmpty() || request.kinds().contains(memory.kind()))
                && (request.includeExpired() || !memory.expired(now));
    }
}
