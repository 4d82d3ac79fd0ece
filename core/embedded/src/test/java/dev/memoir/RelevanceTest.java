// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a memory reports that it holds nothing relevant, on all-MiniLM-L6-v2 and a real index. */
class RelevanceTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    private Path directory;

    private static void tell(LongTermMemory memory) {
        for (String text : List.of(
                "My sister Ana moved to Lisbon in May.",
                "She found a flat near the river and adopted a grey cat.",
                "I am allergic to peanuts, so no satay for me.",
                "We booked the train to Porto for the second week of June.",
                "My thesis is about the water supply of Roman towns.")) {
            memory.add(ZOE, Turn.user(text));
        }
    }

    @Test
    void a_question_that_nothing_fits_gets_no_context_and_one_that_is_answered_gets_one() {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            tell(memory);
            SearchResult answered = memory.search(ZOE, "Where does my sister live?");
            SearchResult foreign = memory.search(ZOE, "Which compiler flags speed up the linker?");
            assertThat(answered.relevance().probability()).isGreaterThan(0.3);
            assertThat(answered.context()).contains("Lisbon");
            assertThat(foreign.relevance().probability()).isLessThan(0.06);
            assertThat(foreign.context()).isEmpty();
            assertThat(foreign.hits()).isNotEmpty();
            assertThat(foreign.relevance().reasons()).contains("The best hit scores");
            assertThat(foreign.withMinRelevance(SearchRequest.DEFAULT_MIN_RELEVANCE)
                            .hits())
                    .isEmpty();
        }
    }

    @Test
    void a_hit_says_whether_it_is_in_the_context_and_if_not_why_not() {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            tell(memory);
            assertThat(memory.search(ZOE, "Where does my sister live?")
                            .hits()
                            .get(0)
                            .contextStatus())
                    .isEqualTo(ContextStatus.OWN_LINE);
            String foreign = "Which compiler flags speed up the linker?";
            assertThat(memory.search(ZOE, foreign).hits())
                    .isNotEmpty()
                    .noneMatch(SearchHit::inContext)
                    .allMatch(hit -> hit.contextStatus() == ContextStatus.NOT_RELEVANT);
            assertThat(memory.search(SearchRequest.builder(ZOE, foreign)
                                    .tokenBudget(0)
                                    .build())
                            .hits())
                    .isNotEmpty()
                    .allMatch(hit -> hit.contextStatus() == ContextStatus.NO_CONTEXT);
        }
    }

    @Test
    void a_minimum_of_zero_gives_a_context_always() {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            tell(memory);
            SearchResult foreign = memory.search(SearchRequest.builder(ZOE, "Which compiler flags speed up the linker?")
                    .minRelevance(0)
                    .build());
            assertThat(foreign.context()).contains("Lisbon");
        }
    }

    @Test
    void a_word_that_one_turn_alone_says_is_relevant_however_long_the_turn() {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            tell(memory);
            memory.add(ZOE, Turn.user("beginning " + "lorem ipsum dolor sit amet ".repeat(400) + " needlework"));
            assertThat(memory.search(ZOE, "needlework").relevance().probability())
                    .isGreaterThanOrEqualTo(0.9);
        }
    }

    @Test
    void a_memory_that_holds_hardly_anything_shows_it_all() {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
            SearchResult followUp = memory.search(ZOE, "Are you sure?");
            assertThat(followUp.relevance()).isEqualTo(Relevance.UNKNOWN);
            assertThat(followUp.context()).contains("Lisbon");
        }
    }

    @Test
    void an_empty_memory_has_no_relevance() {
        try (LongTermMemory memory = LongTermMemory.open(directory)) {
            assertThat(memory.search(ZOE, "Where does my sister live?").relevance())
                    .isEqualTo(Relevance.NONE);
        }
    }

    @Test
    void the_share_of_a_context_grows_from_the_minimum_to_all() {
        assertThat(new Relevance(0.06, 0, 0, 0).share(0.06)).isZero();
        assertThat(new Relevance(0.01, 0, 0, 0).share(0.06)).isZero();
        assertThat(new Relevance(0.15, 0, 0, 0).share(0.06)).isCloseTo(0.5, within(0.02));
        assertThat(new Relevance(0.33, 0, 0, 0).share(0.06)).isEqualTo(1);
        assertThat(new Relevance(0.01, 0, 0, 0).share(0)).isEqualTo(1);
        assertThat(new Relevance(0.01, 0, 0, 0.3).share(0.06)).isEqualTo(0.1);
        assertThat(Relevance.UNKNOWN.share(0.99)).isEqualTo(1);
        assertThat(Relevance.NONE.share(0.06)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 7, Double.NaN})
    void a_minimum_that_is_no_probability_is_refused(double minimum) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        SearchRequest.builder(ZOE, "Ana").minRelevance(minimum).build())
                .withMessageContaining("below 1");
    }
}
