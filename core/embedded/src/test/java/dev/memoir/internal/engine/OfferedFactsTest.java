// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known facts that a prompt offers with a turn, in a memory with more facts than fit. */
class OfferedFactsTest extends LearningFixture {

    private static final List<String> PLACES = List.of(
            "garden", "kitchen", "harbour", "library", "orchard", "cellar", "attic", "studio", "chapel", "barn");

    private static final int OTHERS = 90;

    @BeforeEach
    void knowMuch() {
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            facts.add("The user painted the " + PLACES.get(i % 10) + " in week " + i + " with a friend.");
        }
        facts.forEach(fact -> known(ZOE, fact));
    }

    private void known(Scope scope, String fact) {
        memory.store(StoreRequest.builder(scope).text(fact).build());
    }

    private String offered(String... turns) {
        memory.add(AddRequest.builder(ZOE)
                .turns(List.of(turns).stream().map(Turn::user).toList())
                .build());
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        String prompt = prompts.get(prompts.size() - 1);
        return prompt.substring(0, prompt.indexOf("New turns"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The user has never implemented two-factor authentication. | Last night I implemented two-factor"
                        + " authentication in the tracker.",
                "The test coverage of the tracker is 87 percent. | Our test coverage is 90 percent since today.",
                "Nora lives in Graz. | Nora lives in Linz now, she moved there in May.",
                "The user prefers answers in French. | Please give me answers in German from now on.",
                "The launch of the shop is planned for March. | We cancelled the launch of the shop."
            })
    void the_fact_that_a_turn_changes_or_contradicts_is_offered(String fact, String turn) {
        known(ZOE, fact);
        assertThat(offered(turn)).contains("> " + fact);
    }

    @Test
    void each_turn_of_a_batch_has_the_fact_that_it_changes() {
        known(ZOE, "Nora lives in Graz.");
        known(ZOE, "The test coverage of the tracker is 87 percent.");
        known(ZOE, "The launch of the shop is planned for March.");
        assertThat(offered(
                        "I painted the garden again with a friend this week.",
                        "Nora lives in Linz now.",
                        "I painted the kitchen with a friend in week 12.",
                        "Our test coverage is 90 percent since today.",
                        "I painted the attic in week 7.",
                        "We cancelled the launch of the shop."))
                .contains("> Nora lives in Graz.", "> The test coverage", "> The launch of the shop");
    }

    @Test
    void code_around_the_change_does_not_hide_the_fact() {
        known(ZOE, "The user has never implemented two-factor authentication.");
        String code = """
                def paint(garden, friend):
                    week = friend.weeks["painted"]
                    return garden.paint(week)
                """.repeat(8);
        assertThat(offered("Can you review this?\n" + code + "\nI implemented two-factor authentication with it."))
                .contains("> The user has never implemented two-factor authentication.")
                .doesNotContain("paint(garden");
    }

    @Test
    void facts_of_a_narrower_scope_do_not_take_the_place_of_the_changed_one() {
        Scope narrower = Scope.user("zoe").withAgent("chef");
        for (int i = 0; i < 60; i++) {
            known(narrower, "Nora lives in Graz, said guest " + i + ".");
        }
        known(ZOE, "Nora lives in Graz.");
        assertThat(offered("Nora lives in Linz now."))
                .contains("> Nora lives in Graz.\n")
                .doesNotContain("guest");
    }

    @Test
    void no_more_than_forty_facts_are_offered() {
        assertThat(offered("I painted the garden with a friend in week 3.")
                        .lines()
                        .filter(line -> line.contains("> ")))
                .hasSize(40);
    }
}
