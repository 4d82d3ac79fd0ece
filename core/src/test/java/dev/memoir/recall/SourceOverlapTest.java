package dev.memoir.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.Origin;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemRef;
import dev.memoir.index.Manner;
import dev.memoir.index.QuestionWords;
import dev.memoir.index.Relations;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.WordMatches;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceOverlapTest {

    private static final QuestionWords QUESTION = QuestionWords.of(1, 0.5f);
    private static final WordMatches FIRST = QUESTION.having(QUESTION.mark(0));
    private static final WordMatches BOTH = FIRST.and(QUESTION.having(QUESTION.mark(1)));

    @Test
    void a_turn_is_repeated_by_a_fact_that_was_extracted_from_it() {
        SourceOverlap overlap = overlap(turn("t1", 1, FIRST), turn("t2", 2, FIRST), fact("f", FIRST, 1));
        assertThat(overlap.repeats("t1")).isFalse();
        overlap.packed("f");
        assertThat(overlap.repeats("t1")).isTrue();
        assertThat(overlap.repeats("t2")).isFalse();
    }

    @Test
    void a_turn_that_matches_more_of_the_question_than_its_facts_stays() {
        SourceOverlap overlap = overlap(turn("t1", 1, BOTH), fact("f", FIRST, 1), fact("g", BOTH, 1));
        overlap.packed("f");
        assertThat(overlap.repeats("t1")).isFalse();
        overlap.packed("g");
        assertThat(overlap.repeats("t1")).isTrue();
    }

    @Test
    void a_memory_without_sources_and_what_is_unknown_repeat_nothing() {
        SourceOverlap overlap = overlap(turn("t1", 1, FIRST), fact("f", FIRST));
        overlap.packed("t1");
        overlap.packed("elsewhere");
        assertThat(overlap.repeats("f")).isFalse();
        assertThat(overlap.repeats("elsewhere")).isFalse();
    }

    private static SourceOverlap overlap(Candidate... candidates) {
        return new SourceOverlap(Arrays.stream(candidates)
                .map(candidate -> new Ranked(candidate, 0.5, List.of()))
                .toList());
    }

    private static Candidate turn(String id, long sequence, WordMatches words) {
        return candidate(
                new ItemRef(ItemType.TURN, id),
                words,
                new TurnPosition("c", sequence),
                new Relations(null, Origin.USER, Set.of(), List.of()));
    }

    private static Candidate fact(String id, WordMatches words, long... sources) {
        List<TurnPosition> turns = Arrays.stream(sources)
                .mapToObj(sequence -> new TurnPosition("c", sequence))
                .toList();
        return candidate(new ItemRef(ItemType.MEMORY, id), words, null, new Relations(null, null, Set.of(), turns));
    }

    private static Candidate candidate(
            ItemRef ref, WordMatches words, @Nullable TurnPosition position, Relations relations) {
        return new Candidate(ref, 0.5, 0, words, position, Instant.EPOCH, Manner.UNKNOWN, relations);
    }
}
