package dev.memoir.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.ItemType;
import dev.memoir.Recollection.SignalShare;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemRef;
import dev.memoir.index.Relations;
import dev.memoir.index.TurnPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void a_turn_gains_from_the_turns_around_it_in_its_own_conversation_only() {
        List<Ranked> ranked = Ranking.rank(List.of(
                turn("alone", "a", 5, 0.5),
                turn("beside", "b", 5, 0.5),
                turn("neighbour", "b", 6, 0.9),
                turn("far", "a", 9, 0.9)));
        assertThat(ids(ranked)).containsExactly("neighbour", "far", "beside", "alone");
    }

    @Property
    void a_score_lies_between_0_and_1_and_is_the_sum_of_its_shares(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> matches) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            candidates.add(turn("t" + i, "c", i, matches.get(i)));
            candidates.add(memory("m" + i, matches.get(i)));
        }
        assertThat(Ranking.rank(candidates)).allSatisfy(ranked -> {
            assertThat(ranked.score()).isBetween(0.0, 1.0 + 1e-9);
            assertThat(ranked.shares().stream().mapToDouble(SignalShare::share).sum())
                    .isEqualTo(ranked.score(), within(1e-12));
        });
    }

    @Test
    void the_order_in_which_candidates_come_does_not_matter() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            candidates.add(turn("t" + i, "c" + i % 5, i, i % 3 / 3.0));
        }
        List<String> ranked = ids(Ranking.rank(candidates));
        Collections.shuffle(candidates, new Random(7));
        assertThat(ids(Ranking.rank(candidates))).isEqualTo(ranked);
    }

    @Test
    void wants_the_places_around_the_best_turns_that_are_not_there_yet() {
        assertThat(Ranking.wanted(List.of(turn("x", "c", 1, 0.5), turn("y", "c", 2, 0.1), memory("m", 1))))
                .containsExactlyInAnyOrder(
                        new TurnPosition("c", 0), new TurnPosition("c", 3), new TurnPosition("c", 4));
    }

    private static Candidate turn(String id, String conversation, long sequence, double match) {
        return new Candidate(
                new ItemRef(ItemType.TURN, id),
                match,
                match,
                new TurnPosition(conversation, sequence),
                Instant.EPOCH,
                Relations.NONE);
    }

    private static Candidate memory(String id, double match) {
        return new Candidate(new ItemRef(ItemType.MEMORY, id), match, match, null, Instant.EPOCH, Relations.NONE);
    }

    private static List<String> ids(List<Ranked> ranked) {
        return ranked.stream().map(r -> r.ref().id()).toList();
    }
}
