// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.ItemType;
import dev.memoir.Origin;
import dev.memoir.ScoreComponent;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.QueryTerms;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import dev.memoir.index.TimeWindow;
import dev.memoir.index.TurnPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankerTest {

    private static final Instant NOON = Instant.parse("2023-05-08T12:00:00Z");
    private static final ParsedQuery PLAIN = ParsedQuery.of("Who paints Ana's house?", List.of(), NOON);
    private static final TextFeatures SAID = new TextFeatures(10, false, false);
    private static final TextFeatures LONG = new TextFeatures(500, false, false);
    private static final TextFeatures ASKED = new TextFeatures(10, true, true);

    private static final QueryTerms ASKED_WORDS = QueryTerms.of(1, 0.8f, 1, 0.5f);
    private static final TermMatches NONE = ASKED_WORDS.having(0);

    private static Candidate turn(String id, long sequence, double dense) {
        return turn(id, "c", sequence, dense, SAID, null, NONE);
    }

    private static Candidate turn(
            String id,
            String conversation,
            long sequence,
            double dense,
            TextFeatures manner,
            @Nullable String speaker,
            TermMatches words) {
        return new Candidate(
                new ItemRef(ItemType.TURN, id),
                dense,
                0,
                words,
                new TurnPosition(conversation, sequence),
                NOON,
                manner,
                new ItemLinks(speaker, Origin.USER, Set.of(), List.of()));
    }

    private static Candidate fact(String id, double dense, TurnPosition... sources) {
        return new Candidate(
                new ItemRef(ItemType.MEMORY, id),
                dense,
                0,
                NONE,
                null,
                NOON,
                SAID,
                new ItemLinks(null, null, Set.of(), List.of(sources)));
    }

    private static List<String> ids(ParsedQuery question, Candidate... candidates) {
        return Ranker.rank(question, List.of(candidates), SignalWeights.STANDARD, false).stream()
                .map(ranked -> ranked.ref().id())
                .toList();
    }

    private static double share(String signal, String id, ParsedQuery question, Candidate... candidates) {
        return Ranker.rank(question, List.of(candidates), SignalWeights.STANDARD, true).stream()
                .filter(ranked -> ranked.ref().id().equals(id))
                .flatMap(ranked -> ranked.shares().stream())
                .filter(share -> share.signal().equals(signal))
                .mapToDouble(ScoreComponent::share)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_reply_and_the_speakers_turn_before_lift_a_turn() {
        assertThat(ids(PLAIN, turn("beside", 10, 0.4), turn("alone", 50, 0.4), turn("reply", 11, 0.5)))
                .containsSubsequence("beside", "alone");
        assertThat(share("neighbours", "x", PLAIN, turn("x", 10, 0.4), turn("before", 8, 0.8)))
                .isLessThan(share("neighbours", "x", PLAIN, turn("x", 10, 0.4), turn("next", 11, 0.8)))
                .isGreaterThan(0);
    }

    @Test
    void an_answer_gains_from_the_question_that_it_follows() {
        Candidate answer = turn("answer", 11, 0.3);
        Candidate asking = turn("asking", "c", 10, 0.7, ASKED, null, TermMatches.UNKNOWN);
        assertThat(share("answer", "answer", PLAIN, answer, asking)).isGreaterThan(0);
        assertThat(share("answer", "answer", PLAIN, answer, turn("asking", 10, 0.7)))
                .isZero();
        assertThat(share("statement", "asking", PLAIN, answer, asking)).isZero();
    }

    @Test
    void a_short_turn_gains_from_words_that_match_close_by_and_a_long_one_hardly() {
        Candidate there = keyword(turn("there", 12, 0), 0.8);
        double near = share("surroundings", "x", PLAIN, turn("x", 10, 0), there);
        assertThat(near).isPositive();
        assertThat(share("surroundings", "x", PLAIN, turn("x", 10, 0))).isZero();
        assertThat(share("surroundings", "x", PLAIN, turn("x", "c", 10, 0, LONG, null, NONE), there))
                .isPositive()
                .isLessThan(near / 10);
    }

    @Test
    void the_neighbours_of_a_long_turn_count_little() {
        Candidate reply = turn("reply", 11, 0.9);
        assertThat(share("neighbours", "x", PLAIN, turn("x", "c", 10, 0, LONG, null, NONE), reply))
                .isLessThan(share("neighbours", "x", PLAIN, turn("x", 10, 0), reply) / 10);
    }

    @Test
    void peoples_words_count_more_than_the_assistants_unless_the_question_asks_for_these() {
        Candidate user = turn("user", 10, 0.4);
        Candidate assistant = assistant("assistant", 50, 0.4);
        assertThat(ids(PLAIN, assistant, user)).containsExactly("user", "assistant");
        ParsedQuery asked = ParsedQuery.of("What did you recommend?", List.of(), NOON);
        assertThat(ids(asked, user, assistant)).containsExactly("assistant", "user");
    }

    @Test
    void an_assistants_reply_to_a_question_is_no_answer_of_a_person() {
        Candidate asking = turn("asking", "c", 10, 0.7, ASKED, null, NONE);
        assertThat(share("answer", "x", PLAIN, asking, assistant("x", 11, 0.3))).isZero();
        assertThat(share("answer", "x", PLAIN, asking, turn("x", 11, 0.3))).isPositive();
    }

    private static Candidate assistant(String id, long sequence, double dense) {
        Candidate turn = turn(id, sequence, dense);
        return new Candidate(
                turn.ref(),
                turn.dense(),
                turn.keyword(),
                turn.words(),
                turn.position(),
                turn.at(),
                turn.features(),
                new ItemLinks(null, Origin.ASSISTANT, Set.of(), List.of()));
    }

    private static Candidate keyword(Candidate turn, double keyword) {
        return new Candidate(
                turn.ref(),
                turn.dense(),
                keyword,
                turn.words(),
                turn.position(),
                turn.at(),
                turn.features(),
                turn.links());
    }

    @Test
    void the_recent_is_preferred_where_the_latest_is_asked_for() {
        Candidate then = turn("then", 10, 0.4);
        for (String asked : List.of("What is Ana's latest book?", "Над чем Анна работает сейчас?", "安娜最近在读什么？")) {
            ParsedQuery soon = ParsedQuery.of(asked, List.of(), NOON.plus(Duration.ofDays(1)));
            ParsedQuery late = ParsedQuery.of(asked, List.of(), NOON.plus(Duration.ofDays(365)));
            assertThat(share("recency", "then", soon, then))
                    .isGreaterThan(share("recency", "then", late, then))
                    .isGreaterThan(0);
        }
        ParsedQuery plain = ParsedQuery.of("What is Ana's book?", List.of(), NOON);
        assertThat(share("recency", "then", plain, then)).isZero();
    }

    @Test
    void what_does_not_fit_gains_nothing_by_being_recent() {
        ParsedQuery now = ParsedQuery.of("What does Ana read now?", List.of(), NOON);
        assertThat(share("recency", "fits", now, turn("fits", 10, 0.6)))
                .isGreaterThan(10 * share("recency", "other", now, turn("other", 10, 0.1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is Ana doing now?",
                "What has she read lately?",
                "What is she like these days?",
                "Woran arbeitet Ana jetzt?",
                "Was hat sie in letzter Zeit gelesen?",
                "Was liest sie zurzeit?",
                "Que fait Ana maintenant ?",
                "Qu'a-t-elle lu ces derniers temps ?",
                "¿Qué hace Ana ahora?",
                "¿Qué ha leído últimamente?",
                "¿Qué lee hoy en día?",
                "Что Анна читает теперь?",
                "Что она читала в последнее время?",
                "安娜现在在做什么？",
                "她近来读了什么？"
            })
    void words_of_six_languages_ask_for_the_latest(String asked) {
        assertThat(ParsedQuery.of(asked, List.of(), NOON).latest()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Who knows Ana?", "When was the last time?", "Wer ist Jetzthofer?", "Кто последует?"})
    void other_words_do_not(String asked) {
        assertThat(ParsedQuery.of(asked, List.of(), NOON).latest()).isFalse();
    }

    void who_is_named_is_preferred() {
        Candidate ana = turn("a", "c", 10, 0.3, SAID, "Ana", NONE);
        Candidate tom = turn("b", "c", 50, 0.3, SAID, "Tom", NONE);
        assertThat(ids(PLAIN, tom, ana)).containsExactly("a", "b");
    }

    @Test
    void a_time_that_is_named_lifts_what_was_said_then_and_hides_nothing() {
        TimeWindow day = new TimeWindow(NOON, NOON.plus(Duration.ofDays(1)));
        TimeWindow later = new TimeWindow(NOON.plus(Duration.ofDays(30)), Instant.MAX);
        double then = share("time", "x", ParsedQuery.of("", List.of(day), NOON), turn("x", 10, 0.4));
        double before = share("time", "x", ParsedQuery.of("", List.of(later), NOON), turn("x", 10, 0.4));
        assertThat(before).isPositive().isLessThan(then / 10);
    }

    @Test
    void a_fact_votes_for_its_turn_and_gains_from_where_the_turn_stands() {
        TurnPosition place = new TurnPosition("c", 10);
        assertThat(share("facts", "x", PLAIN, turn("x", 10, 0.3), fact("f", 0.8, place)))
                .isPositive();
        assertThat(share("facts", "x", PLAIN, turn("x", 10, 0.3), fact("f", 0.8, new TurnPosition("d", 10))))
                .isZero();
        assertThat(share("neighbours", "f", PLAIN, turn("x", 10, 0.3), turn("before", 8, 0.9), fact("f", 0.1, place)))
                .isGreaterThan(share("neighbours", "f", PLAIN, fact("f", 0.1)));
    }

    @Property
    void scores_lie_between_0_and_1_and_are_the_sum_of_their_shares(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> matches) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            float match = matches.get(i).floatValue();
            candidates.add(turn(
                    "t" + i, "c" + i % 2, i / 2, match, i % 3 == 0 ? ASKED : SAID, "Ana", ASKED_WORDS.having(i % 16)));
            candidates.add(fact("f" + i, match, new TurnPosition("c" + i % 2, i / 2)));
        }
        assertThat(Ranker.rank(PLAIN, candidates, SignalWeights.STANDARD, true)).allSatisfy(ranked -> {
            assertThat(ranked.score()).isBetween(0.0, 1.0);
            assertThat(ranked.shares().stream()
                            .mapToDouble(ScoreComponent::share)
                            .sum())
                    .isEqualTo(ranked.score(), within(1e-9));
        });
    }

    @Property(tries = 50)
    void a_score_does_not_depend_on_what_another_conversation_says_and_order_does_not_matter(
            @ForAll @Size(min = 4, max = 20) List<@DoubleRange(min = 0, max = 1) Double> matches) {
        List<Candidate> here = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            here.add(turn("t" + i, i, matches.get(i)));
        }
        List<Candidate> all = new ArrayList<>(here);
        for (int i = 0; i < 10; i++) {
            all.add(turn("other" + i, "other", i, 1, SAID, null, ASKED_WORDS.having(15)));
        }
        List<ScoredCandidate> alone = Ranker.rank(PLAIN, here, SignalWeights.STANDARD, false);
        Collections.shuffle(all, new Random(7));
        assertThat(Ranker.rank(PLAIN, all, SignalWeights.STANDARD, false)).containsSubsequence(alone);
    }

    @Test
    void a_signal_that_is_switched_off_has_no_share() {
        List<ScoredCandidate> ranked =
                Ranker.rank(PLAIN, List.of(turn("x", 10, 0.4)), SignalWeights.STANDARD.with("dense", 0), true);
        assertThat(ranked.get(0).shares())
                .extracting(ScoreComponent::signal)
                .doesNotContain("dense")
                .contains("statement");
    }

    @Test
    void wants_the_places_around_the_best_turns_and_of_the_best_facts_that_are_not_there_yet() {
        assertThat(Ranker.positionsToFetch(List.of(
                        turn("x", 1, 0.5), turn("y", 2, 0.1), fact("f", 1, new TurnPosition("d", 7)), fact("g", 1))))
                .containsExactlyInAnyOrder(
                        new TurnPosition("c", 0),
                        new TurnPosition("c", 3),
                        new TurnPosition("c", 4),
                        new TurnPosition("d", 7));
    }

    @Property
    void those_that_match_best_are_found_without_sorting(
            @ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 1) Double> matches) {
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            all.add(turn("t" + i, i, matches.get(i)));
        }
        List<Double> best =
                matches.stream().sorted(Comparator.reverseOrder()).limit(7).toList();
        assertThat(Ranker.matching(all, 7).stream().map(Candidate::dense))
                .hasSize(best.size())
                .containsExactlyInAnyOrderElementsOf(best);
    }
}
