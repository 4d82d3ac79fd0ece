package dev.memoir.engine;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.SearchRequest;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TimeWindow;
import dev.memoir.recall.ParsedQuery;
import dev.memoir.recall.Ranker;
import dev.memoir.recall.ScoredCandidate;
import dev.memoir.recall.SignalWeights;
import dev.memoir.recall.time.TimeExpressions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is ranked for a question: what the index found in one search, and what stands beside the best of it, looked
 * up in one more.
 *
 * @param question what is asked
 * @param candidates what may answer it
 */
public record CandidatePool(ParsedQuery question, List<Candidate> candidates) {

    /** What each arm gives at the least: a turn found by its neighbours must itself be in the pool or beside it. */
    private static final int LEAST = 200;

    /** Where no arm of words brings in what meaning ranks low, meaning has to reach further: all that both arms would give. */
    private static final int LEAST_WITHOUT_WORDS = 2 * LEAST;

    /** Characters at either end of a long question whose words are matched: some 150 words. */
    private static final int MATCHED = 1_024;

    /** Times of a question that count. A pasted log has one in every line, and Lucene refuses 1,024 conditions. */
    private static final int MOST_WINDOWS = 32;

    /** Copies the candidates. */
    public CandidatePool {
        candidates = List.copyOf(candidates);
    }

    /**
     * {@return the pool of a search}
     *
     * @param index where to look
     * @param request what is searched
     * @param depth how many of the best are wanted
     * @param vector the embedding of the question, or null to search by words alone
     * @param scale the scale of the cosines of the embedder that made the vector and the index's
     * @param now the time of asking: what "last month" is counted from, and what has expired
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
        candidates.addAll(
                calibrated(index.searchAt(query.of(Set.of(ItemType.values())), Ranker.wanted(candidates)), scale));
        return new CandidatePool(question, candidates);
    }

    private static List<Candidate> calibrated(List<Candidate> found, SimilarityScale scale) {
        return found.stream().map(candidate -> calibrated(candidate, scale)).toList();
    }

    /** {@return a candidate of an index with its similarity on the standard scale} Indexes give cosines; 0 is no vector. */
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
        // Facts vote for their turns, also where turns alone are wanted; a filter is meant for what is wanted.
        boolean voting = request.types().contains(ItemType.TURN)
                && request.filter().equals(Filter.all())
                && request.kinds().isEmpty();
        return new IndexQuery(
                request.scope(),
                ends(request.query()),
                vector,
                new QueryHints(otherNames, some(windows)),
                Math.max(
                        matchesWords ? LEAST : LEAST_WITHOUT_WORDS,
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

    /** A question stands before or behind what is pasted, and indexes look at 256 words. */
    static String ends(String query) {
        int length = query.length();
        return length <= 2 * MATCHED
                ? query
                : query.substring(0, whole(query, MATCHED)) + "\n" + query.substring(whole(query, length - MATCHED));
    }

    /** {@return a place, or the one before where it is within a character} */
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** The first and the last: a question stands before or behind what is pasted. */
    private static List<TimeWindow> some(List<TimeWindow> windows) {
        if (windows.size() <= MOST_WINDOWS) {
            return windows;
        }
        List<TimeWindow> some = new ArrayList<>(windows.subList(0, MOST_WINDOWS / 2));
        some.addAll(windows.subList(windows.size() - MOST_WINDOWS / 2, windows.size()));
        return some;
    }

    /**
     * {@return the candidates, best first}
     *
     * @param weights how much each signal counts
     * @param explain whether each signal's share is told
     */
    public List<ScoredCandidate> ranked(SignalWeights weights, boolean explain) {
        return Ranker.rank(question, candidates, weights, explain);
    }
}
