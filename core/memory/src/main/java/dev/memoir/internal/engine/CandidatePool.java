// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.SearchRequest;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TimeWindow;
import dev.memoir.internal.ranking.ParsedQuery;
import dev.memoir.internal.ranking.Ranker;
import dev.memoir.internal.ranking.ScoredCandidate;
import dev.memoir.internal.ranking.SignalWeights;
import dev.memoir.internal.time.TimeExpressions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All candidates that are ranked for a query: the result of one index search, and the turns adjacent to the best of
 * them, fetched by a second search.
 *
 * @param question the parsed query
 * @param candidates the candidates to rank
 */
public record CandidatePool(ParsedQuery question, List<Candidate> candidates) {

    /**
     * Minimum depth of each search arm: a turn found through its neighbours must itself be in the pool or adjacent to
     * it.
     */
    private static final int MIN_DEPTH = 200;

    /**
     * If no keyword arm contributes what ranks low by meaning, the semantic arm has to reach further: as deep as both
     * together.
     */
    private static final int MIN_DEPTH_WITHOUT_WORDS = 2 * MIN_DEPTH;

    /** Characters at either end of a long query whose words are matched: about 150 words. */
    private static final int END_LENGTH = 1_024;

    /**
     * The maximum number of time windows of a query. A pasted log has one in every line, and Lucene refuses 1,024
     * clauses.
     */
    private static final int MAX_WINDOWS = 32;

    /** Copies the candidates. */
    public CandidatePool {
        candidates = List.copyOf(candidates);
    }

    /**
     * {@return the pool of a search}
     *
     * @param index the index to search
     * @param request the search request
     * @param depth the number of best hits wanted
     * @param vector the embedding of the query, or null to search by words alone
     * @param scale the scale of the cosines of the embedder that made the vector and the index's vectors
     * @param now the time of the search: the reference of "last month", and of what has expired
     */
    public static CandidatePool of(
            MemoryIndex index,
            SearchRequest request,
            int depth,
            float @Nullable [] vector,
            SimilarityScale scale,
            Instant now) {
        return of(index, query(request, depth, vector, now, index.matchesWords(), Set.of()), scale, now);
    }

    static CandidatePool of(MemoryIndex index, IndexQuery query, SimilarityScale scale, Instant now) {
        ParsedQuery question = question(query, now);
        List<Candidate> candidates = new ArrayList<>(calibrated(index.search(query), scale));
        candidates.addAll(calibrated(
                index.searchAt(query.of(Set.of(ItemType.values())), Ranker.positionsToFetch(candidates)), scale));
        return new CandidatePool(question, candidates);
    }

    private static List<Candidate> calibrated(List<Candidate> found, SimilarityScale scale) {
        return found.stream().map(candidate -> calibrated(candidate, scale)).toList();
    }

    /**
     * {@return a candidate of an index with its similarity on the standard scale} Indexes return cosines; 0 means no
     * vector.
     */
    static Candidate calibrated(Candidate candidate, SimilarityScale scale) {
        return candidate.withDense(candidate.dense() == 0 ? 0 : scale.similarity(candidate.dense()));
    }

    private static ParsedQuery question(IndexQuery query, Instant now) {
        return ParsedQuery.of(query.text(), query.hints().windows(), now);
    }

    static CandidatePool of(IndexQuery query, List<Candidate> candidates, Instant now) {
        return new CandidatePool(question(query, now), candidates);
    }

    static IndexQuery query(
            SearchRequest request,
            int depth,
            float @Nullable [] vector,
            Instant now,
            boolean matchesWords,
            Set<String> otherNames) {
        List<TimeWindow> windows = times(request.zone()).parse(request.query(), now).stream()
                .map(range -> new TimeWindow(
                        range.from() == null ? Instant.MIN : range.from(),
                        range.to() == null ? Instant.MAX : range.to()))
                .distinct()
                .toList();
        // Facts vote for their turns even if only turns are requested; a filter applies to what is requested.
        boolean voting = request.types().contains(ItemType.TURN)
                && request.filter().equals(Filter.all())
                && request.kinds().isEmpty();
        return new IndexQuery(
                request.scope(),
                ends(request.query()),
                vector,
                new QueryHints(otherNames, some(windows)),
                Math.max(
                        matchesWords ? MIN_DEPTH : MIN_DEPTH_WITHOUT_WORDS,
                        2 * depth + request.excludeTexts().size()),
                voting ? Set.of(ItemType.values()) : request.types(),
                request.kinds(),
                request.conversation(),
                request.filter(),
                request.includeExpired() ? null : now);
    }

    private static TimeExpressions times(@Nullable ZoneId zone) {
        return zone == null
                ? TimeExpressions.standard()
                : TimeExpressions.builder().zone(zone).build();
    }

    /** A question precedes or follows what is pasted, and indexes consider 256 words. */
    static String ends(String query) {
        int length = query.length();
        return length <= 2 * END_LENGTH
                ? query
                : query.substring(0, characterStart(query, END_LENGTH)) + "\n"
                        + query.substring(characterStart(query, length - END_LENGTH));
    }

    /** {@return a position, or the one before if it is within a surrogate pair} */
    private static int characterStart(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** The first and the last windows: a question precedes or follows what is pasted. */
    private static List<TimeWindow> some(List<TimeWindow> windows) {
        if (windows.size() <= MAX_WINDOWS) {
            return windows;
        }
        List<TimeWindow> some = new ArrayList<>(windows.subList(0, MAX_WINDOWS / 2));
        some.addAll(windows.subList(windows.size() - MAX_WINDOWS / 2, windows.size()));
        return some;
    }

    /**
     * {@return the candidates, best first}
     *
     * @param weights the weight of each signal
     * @param explain whether each signal's share is reported
     */
    public List<ScoredCandidate> ranked(SignalWeights weights, boolean explain) {
        return Ranker.rank(question, candidates, weights, explain);
    }
}
