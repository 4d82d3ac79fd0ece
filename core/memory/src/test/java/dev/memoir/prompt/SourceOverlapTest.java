// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.Origin;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.QueryTerms;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import dev.memoir.index.TurnPosition;
import dev.memoir.internal.ranking.ScoredCandidate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceOverlapTest {

    private static final QueryTerms QUESTION = QueryTerms.of(1, 0.5f);
    private static final TermMatches FIRST = QUESTION.having(QUESTION.mask(0));
    private static final TermMatches BOTH = FIRST.and(QUESTION.having(QUESTION.mask(1)));

    @Test
    void a_turn_is_covered_by_a_fact_that_was_extracted_from_it() {
        SourceOverlap overlap = overlap(turn("t1", 1, FIRST), turn("t2", 2, FIRST), fact("f", FIRST, 1));
        assertThat(overlap.coveredBy("t1")).isEmpty();
        overlap.packed("f", true);
        assertThat(overlap.coveredBy("t1")).containsExactly("f");
        assertThat(overlap.coveredBy("t2")).isEmpty();
    }

    @Test
    void a_turn_that_matches_more_of_the_question_than_its_facts_stays() {
        SourceOverlap overlap = overlap(turn("t1", 1, BOTH), fact("f", FIRST, 1), fact("g", BOTH, 1));
        overlap.packed("f", true);
        assertThat(overlap.coveredBy("t1")).isEmpty();
        overlap.packed("g", true);
        assertThat(overlap.coveredBy("t1")).containsExactlyInAnyOrder("f", "g");
    }

    @Test
    void a_fact_is_covered_only_by_all_of_its_turns_together() {
        SourceOverlap overlap = overlap(turn("t1", 1, FIRST), turn("t2", 2, BOTH), fact("f", BOTH, 1, 2));
        overlap.packed("t1", true);
        assertThat(overlap.coveredBy("f")).isEmpty();
        overlap.packed("t2", true);
        assertThat(overlap.coveredBy("f")).containsExactlyInAnyOrder("t1", "t2");
    }

    @Test
    void an_excerpt_of_a_turn_covers_no_fact() {
        SourceOverlap overlap = overlap(turn("t1", 1, BOTH), fact("f", FIRST, 1));
        overlap.packed("t1", false);
        assertThat(overlap.coveredBy("f")).isEmpty();
        assertThat(overlap.gain("f")).isEqualTo(1);
    }

    @Test
    void a_memory_without_sources_and_what_is_unknown_repeat_nothing() {
        SourceOverlap overlap = overlap(turn("t1", 1, FIRST), fact("f", FIRST));
        overlap.packed("t1", true);
        overlap.packed("elsewhere", true);
        assertThat(overlap.coveredBy("f")).isEmpty();
        assertThat(overlap.coveredBy("elsewhere")).isEmpty();
    }

    private static SourceOverlap overlap(Candidate... candidates) {
        return new SourceOverlap(Arrays.stream(candidates)
                .map(candidate -> new ScoredCandidate(candidate, 0.5, List.of()))
                .toList());
    }

    private static Candidate turn(String id, long sequence, TermMatches words) {
        return candidate(
                new ItemRef(ItemType.TURN, id),
                words,
                new TurnPosition("c", sequence),
                new ItemLinks(null, Origin.USER, Set.of(), List.of()));
    }

    private static Candidate fact(String id, TermMatches words, long... sources) {
        List<TurnPosition> turns = Arrays.stream(sources)
                .mapToObj(sequence -> new TurnPosition("c", sequence))
                .toList();
        return candidate(new ItemRef(ItemType.MEMORY, id), words, null, new ItemLinks(null, null, Set.of(), turns));
    }

    private static Candidate candidate(
            ItemRef ref, TermMatches words, @Nullable TurnPosition position, ItemLinks relations) {
        return new Candidate(ref, 0.5, 0, words, position, Instant.EPOCH, TextFeatures.UNKNOWN, relations);
    }
}
