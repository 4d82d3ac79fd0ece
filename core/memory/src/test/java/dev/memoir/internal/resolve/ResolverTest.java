// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import static dev.memoir.internal.resolve.World.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.TimePrecision;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Proposal.Add;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolverTest {

    private static final String BERLIN = "The user lives in Berlin.";
    private static final String LISBON = "The user lives in Lisbon.";
    private static final String PORTO = "The user lives in Porto.";
    private static final String ROME = "The user lives in Rome.";
    private static final String FLATS = "The user has 2 flats.";

    private final World world = new World((one, other) -> 0.9);

    @Test
    void a_new_fact_has_a_speaker_an_extractor_and_an_origin() {
        String question = world.said("2024-01-01", Turn.assistant("Do you live in Berlin?"));
        String answer = world.said(
                "2024-01-02", Turn.builder(Role.USER, "Yes").speaker("Zoe").build());
        Claim claim = claim(BERLIN, "2023");
        Revision step = world.resolve(
                        new Add(claim, List.of(new Citation(question, "live in Berlin"), new Citation(answer, "Yes"))))
                .get(0);
        assertThat(step.before()).isNull();
        assertThat(step.newText()).isEqualTo(BERLIN);
        assertThat(step.why()).isEqualTo("said: “live in Berlin” (turn t001) and 1 more");
        Memory memory = step.after();
        assertThat(memory.attributedTo()).isEqualTo("Zoe");
        assertThat(memory.origin()).isEqualTo(Origin.ASSISTANT);
        assertThat(memory.extractor()).isEqualTo(World.EXTRACTOR);
        assertThat(memory.scope()).isEqualTo(World.SCOPE);
        assertThat(memory.subject()).isEqualTo("user");
        assertThat(memory.valid()).isEqualTo(claim.valid());
        assertThat(memory.recordedAt()).isEqualTo(world.now);
    }

    @Test
    void a_fact_has_the_least_trusted_origin_of_its_turns() {
        String model = world.said("2024-01-01", Turn.assistant("a"));
        String tool = world.said("2024-01-01", Turn.builder(Role.TOOL, "b").build());
        String pasted = world.said(
                "2024-01-01",
                Turn.builder(Role.USER, "c").origin(Origin.DOCUMENT).build());
        assertThat(originOf("One.", model, tool)).isEqualTo(Origin.TOOL);
        assertThat(originOf("Two.", tool, pasted, model)).isEqualTo(Origin.DOCUMENT);
        assertThat(originOf("Three.", "forgotten")).isEqualTo(Origin.DOCUMENT);
    }

    @Test
    void a_change_without_a_date_holds_from_when_it_was_said() {
        tell(BERLIN, "2024-01-10");
        change(BERLIN, LISBON, null, "2024-03-01");
        assertThat(world.memory(BERLIN).valid())
                .isEqualTo(new Validity(null, World.instant("2024-03-01"), TimePrecision.INSTANT));
        assertThat(world.memory(LISBON).valid().from()).isEqualTo(World.instant("2024-03-01"));
        assertThat(world.memory(LISBON).supersedes())
                .isEqualTo(world.memory(BERLIN).id());
    }

    @Test
    void a_turn_that_is_read_late_is_inserted_before_what_was_said_since() {
        tell(BERLIN, "2024-01-10", "2020");
        change(BERLIN, LISBON, "2024-05", "2024-06-01");
        change(LISBON, PORTO, "2022", "2024-02-01");
        assertThat(world.current()).containsExactly(LISBON);
        assertThat(world.asOf("2021-01-01")).containsExactly(BERLIN);
        assertThat(world.asOf("2023-01-01")).containsExactly(PORTO);
        assertThat(world.asOf("2024-06-01")).containsExactly(LISBON);
        assertThat(world.memory(BERLIN).supersededBy())
                .isEqualTo(world.memory(PORTO).id());
        assertThat(world.memory(LISBON).supersedes())
                .isEqualTo(world.memory(PORTO).id());
    }

    @Test
    void the_last_statement_is_current_even_if_it_began_earlier() {
        tell(BERLIN, "2024-01-10", "2020");
        change(BERLIN, LISBON, "2024-05", "2024-06-01");
        change(LISBON, PORTO, "2022", "2024-07-01");
        assertThat(world.current()).containsExactly(PORTO);
        assertThat(world.asOf("2021-01-01")).containsExactly(BERLIN);
        assertThat(world.asOf("2023-01-01")).containsExactly(PORTO);
        assertThat(world.asOf("2024-06-01")).containsExactly(PORTO);
        assertThat(world.memory(BERLIN).supersededBy())
                .isEqualTo(world.memory(LISBON).id());
        assertThat(world.memory(LISBON).supersededBy())
                .isEqualTo(world.memory(PORTO).id());
    }

    @Test
    void a_fact_that_is_true_again_since_an_earlier_time_is_current() {
        tell(BERLIN, "2024-01-10", "2020");
        change(BERLIN, LISBON, "2024-05", "2024-06-01");
        change(LISBON, BERLIN, "2020", "2024-07-01");
        assertThat(world.current()).containsExactly(BERLIN);
        assertThat(world.asOf("2024-06-01")).containsExactly(BERLIN);
    }

    @Test
    void older_turns_neither_correct_nor_deny_later_ones() {
        tell(BERLIN, "2024-01-10");
        world.resolve(world.correct(world.memory(BERLIN), world.said("2023-05-01", "no, Porto"), claim(PORTO)));
        assertThat(world.current()).containsExactly(BERLIN);
        assertThat(deny(world.memory(BERLIN), "2023-06-01")).isEmpty();
        assertThat(world.current()).containsExactly(BERLIN);
        assertThat(deny(world.memory(BERLIN), "2024-01-10")).hasSize(1);
    }

    @Test
    void two_changes_of_a_fact_in_one_turn_do_not_supersede_each_other() {
        String car = "The user sold the car.";
        String bike = "The user sold the bike.";
        tell("The user has a car and a bike.", "2024-01-10");
        Memory both = world.memory("The user has a car and a bike.");
        String turn = world.said("2024-02-01", "I sold my car and my bike");
        List<Proposal> batch = List.of(world.change(both, turn, claim(car)), world.change(both, turn, claim(bike)));

        world.resolve(batch);

        assertThat(world.current()).containsExactly(car, bike);
        assertThat(world.resolve(batch)).isEmpty();
    }

    @Test
    void two_corrections_of_a_fact_in_one_turn_do_not_supersede_each_other() {
        tell(BERLIN, "2024-01-10");
        String turn = world.said("2024-01-11", "No, Lisbon, and I have 2 flats");
        world.resolve(
                world.correct(world.memory(BERLIN), turn, claim(LISBON)),
                world.correct(world.memory(BERLIN), turn, claim(FLATS)));
        assertThat(world.current()).containsExactly(LISBON, FLATS);
    }

    @Test
    void an_old_turn_that_is_read_late_does_not_supersede_later_ones() {
        tell(BERLIN, "2024-01-10");
        change(BERLIN, PORTO, "2019-05", "2019-06-01");
        assertThat(world.current()).containsExactly(BERLIN);
        assertThat(world.asOf("2019-07-01")).containsExactly(PORTO);
        assertThat(world.asOf("2024-02-01")).containsExactly(BERLIN);
    }

    @Test
    void of_two_changes_in_one_month_the_last_said_holds_last() {
        tell(BERLIN, "2024-01-10");
        change(BERLIN, LISBON, "2024-05-12", "2024-05-13");
        change(LISBON, PORTO, "2024-05", "2024-06-01");
        assertThat(world.current()).containsExactly(PORTO);
        assertThat(world.asOf("2024-05-31")).containsExactly(PORTO);
    }

    @Test
    void a_change_of_a_superseded_fact_applies_to_the_current_one() {
        tell(BERLIN, "2024-01-10");
        Memory berlin = world.memory(BERLIN);
        change(BERLIN, LISBON, "2024-05", "2024-05-20");
        world.resolve(world.change(berlin, world.said("2024-08-01", "x"), claim(PORTO, "2024-07")));
        assertThat(world.current()).containsExactly(PORTO);
        assertThat(world.asOf("2024-06-01")).containsExactly(LISBON);
    }

    @Test
    void a_correction_of_a_past_fact_keeps_the_current_one() {
        tell(BERLIN, "2024-01-10");
        Memory berlin = world.memory(BERLIN);
        change(BERLIN, LISBON, "2024-05", "2024-05-20");
        world.resolve(world.correct(berlin, world.said("2024-08-01", "never Berlin"), claim(PORTO)));
        assertThat(world.current()).containsExactly(LISBON);
        assertThat(world.asOf("2024-02-01")).containsExactly(PORTO);
        assertThat(world.memory(BERLIN).retractedAt()).isEqualTo(world.now);
        assertThat(world.memory(BERLIN).supersededBy())
                .isEqualTo(world.memory(PORTO).id());
    }

    @Test
    void a_correction_does_not_begin_before_its_predecessor() {
        tell(BERLIN, "2024-01-10", "2020");
        change(BERLIN, LISBON, "2024-05", "2024-05-20");
        world.resolve(world.correct(world.memory(LISBON), world.said("2024-05-21", "in 2019"), claim(PORTO, "2019")));
        assertThat(world.current()).containsExactly(PORTO);
        assertThat(world.memory(PORTO).valid().from()).isEqualTo(World.instant("2020"));
        assertThat(world.asOf("2021-01-01")).containsExactly(PORTO);
    }

    @Test
    void a_fact_that_is_true_again_is_a_new_fact() {
        tell(BERLIN, "2024-01-10");
        change(BERLIN, LISBON, "2024-05", "2024-05-20");
        world.resolve(world.change(world.memory(LISBON), world.said("2024-10-01", "back"), claim(BERLIN, "2024-09")));
        assertThat(world.current()).containsExactly(BERLIN);
        assertThat(world.memories).hasSize(3);
        assertThat(world.asOf("2024-02-01")).containsExactly(BERLIN);
        assertThat(world.asOf("2024-06-01")).containsExactly(LISBON);
    }

    @Test
    void a_repeated_past_fact_adds_its_source_to_the_past_memory() {
        tell(BERLIN, "2024-01-10");
        change(BERLIN, LISBON, "2024-05", "2024-05-20");
        assertThat(tell(BERLIN, "2024-02-01"))
                .singleElement()
                .satisfies(step -> assertThat(step.type()).isEqualTo(MemoryEvent.Type.MERGE));
        assertThat(world.current()).containsExactly(LISBON);
    }

    @Test
    void a_change_to_a_known_fact_links_it() {
        tell(BERLIN, "2024-01-10");
        tell(LISBON, "2024-06-01");
        change(BERLIN, LISBON, null, "2024-07-01");
        assertThat(world.memories).hasSize(2);
        assertThat(world.current()).containsExactly(LISBON);
        assertThat(world.memory(LISBON).supersedes())
                .isEqualTo(world.memory(BERLIN).id());
    }

    @Test
    void an_update_with_the_same_meaning_only_adds_its_source() {
        tell(BERLIN, "2024-01-10");
        assertThat(world.resolve(world.change(
                        world.memory(BERLIN), world.said("2024-02-01", "x"), claim("The user resides in Berlin."))))
                .extracting(Revision::type)
                .containsExactly(MemoryEvent.Type.MERGE);
    }

    @Test
    void an_update_that_adds_details_replaces_the_memory() {
        String more = "The user lives in Berlin with Ana.";
        tell(BERLIN, "2024-01-10", "2020");
        change(BERLIN, more, null, "2024-02-01");
        assertThat(world.asOf("2021-01-01")).containsExactly(more);
        assertThat(world.memory(BERLIN).retractedAt()).isNotNull();
    }

    @Test
    void an_update_with_a_negation_is_a_change() {
        tell("The user eats meat.", "2024-01-10", "2020");
        change("The user eats meat.", "The user does not eat meat.", null, "2024-02-01");
        assertThat(world.asOf("2021-01-01")).containsExactly("The user eats meat.");
        assertThat(world.current()).containsExactly("The user does not eat meat.");
    }

    @Test
    void an_update_of_an_unrelated_fact_supersedes_nothing() {
        World far = new World((one, other) -> 0.1);
        far.resolve(far.add(far.said("2024-01-01", "a"), claim("The user has a dog named Rex.")));
        Claim other = new Claim(MemoryKind.FACT, "Ana plays football.", "Ana", List.of("Ana"), Validity.unknown());
        far.resolve(far.change(far.states().get(0), far.said("2024-01-02", "b"), other));
        assertThat(far.current()).containsExactly("The user has a dog named Rex.", "Ana plays football.");
    }

    @Test
    void an_ended_episode_does_not_end_a_lasting_state() {
        tell(BERLIN, "2024-01-10", "2020");
        String trip = "The user lived in Rome.";
        world.resolve(world.change(
                world.memory(BERLIN), world.said("2024-02-01", "Rome"), claim(trip, "2023-05", "2023-08")));
        assertThat(world.current()).containsExactly(BERLIN, trip);
        assertThat(world.asOf("2023-06-01")).containsExactly(BERLIN, trip);
    }

    @Test
    void the_predecessor_of_a_denied_fact_does_not_become_current() {
        tell(BERLIN, "2024-01-10");
        change(BERLIN, LISBON, "2024-05", "2024-05-20");
        Memory lisbon = world.memory(LISBON);
        assertThat(deny(lisbon, "2024-06-01")).hasSize(1);
        assertThat(world.current()).isEmpty();
        assertThat(deny(lisbon, "2024-06-02")).isEmpty();
        world.resolve(world.change(world.memory(BERLIN), world.said("2024-03-01", "late"), claim(PORTO, "2024-03")));
        assertThat(world.current()).isEmpty();
        assertThat(world.asOf("2024-04-01")).containsExactly(PORTO);
        world.resolve(world.change(lisbon, world.said("2024-07-01", "x"), claim("The user lives in Rome.")));
        assertThat(world.current()).containsExactly("The user lives in Rome.");
        assertThat(world.asOf("2024-06-01")).isEmpty();
    }

    @Test
    void denying_a_past_fact_links_its_neighbours() {
        tell(BERLIN, "2024-01-10");
        change(BERLIN, LISBON, "2024-05", "2024-05-20");
        change(LISBON, PORTO, "2024-08", "2024-08-20");
        deny(world.memory(LISBON), "2024-09-01");
        assertThat(world.memory(BERLIN).supersededBy())
                .isEqualTo(world.memory(PORTO).id());
        assertThat(world.memory(PORTO).supersedes())
                .isEqualTo(world.memory(BERLIN).id());
        assertThat(world.asOf("2024-06-01")).isEmpty();
        assertThat(world.current()).containsExactly(PORTO);
    }

    @Test
    void forgetting_a_just_changed_fact_forgets_the_change() {
        tell(BERLIN, "2024-01-10");
        Memory berlin = world.memory(BERLIN);
        String moved = world.said("2024-05-01", "I moved to Lisbon");
        String forget = world.said("2024-05-02", "forget where I live");
        List<Proposal> batch = List.of(world.change(berlin, moved, claim(LISBON)), world.delete(berlin, forget));
        world.resolve(batch);
        assertThat(world.current()).isEmpty();
        assertThat(world.memory(BERLIN).retractedAt()).isNull();
        assertThat(world.resolve(batch)).isEmpty();
    }

    /** The denied fact had a correction, which was moved to another chain in the same batch. */
    @Test
    void a_denied_fact_is_not_denied_again_in_later_members() {
        tell(LISBON, "2024-01-01");
        change(LISBON, PORTO, null, "2024-01-02");
        correct(PORTO, ROME, "2024-01-03");
        tell(FLATS, "2024-01-04");
        Memory flats = world.memory(FLATS);
        List<Proposal> batch = List.of(
                world.change(flats, world.said("2024-02-01", "Berlin now"), claim(BERLIN, "2024-02-01")),
                world.delete(world.memory(LISBON), world.said("2024-02-02", "never Lisbon")),
                world.change(flats, world.said("2024-02-03", "it was Rome"), claim(ROME)));

        world.resolve(batch);

        assertThat(world.resolve(batch)).isEmpty();
        assertThat(world.current()).containsExactly(ROME);
    }

    @Test
    void a_corrected_fact_is_not_denied_in_the_chain_of_its_correction() {
        tell(LISBON, "2024-01-01");
        tell(FLATS, "2024-01-04");
        Memory flats = world.memory(FLATS);
        Memory lisbon = world.memory(LISBON);
        correct(LISBON, ROME, "2024-01-05");
        List<Proposal> batch = List.of(
                world.change(flats, world.said("2024-02-01", "Berlin now"), claim(BERLIN, "2024-02-01")),
                world.delete(lisbon, world.said("2024-02-02", "never Lisbon")),
                world.change(flats, world.said("2024-02-03", "it was Rome"), claim(ROME, "2024-01-05")));

        world.resolve(batch);

        assertThat(world.resolve(batch)).isEmpty();
        assertThat(world.current()).containsExactly(ROME);
    }

    @Test
    void forgetting_a_fact_corrected_in_the_batch_forgets_the_correction() {
        tell(LISBON, "2024-01-01");
        Memory lisbon = world.memory(LISBON);
        List<Proposal> batch = List.of(
                world.correct(lisbon, world.said("2024-01-02", "no, Rome"), claim(ROME)),
                world.delete(lisbon, world.said("2024-01-03", "forget where I live")));

        world.resolve(batch);

        assertThat(world.current()).isEmpty();
        assertThat(world.resolve(batch)).isEmpty();
    }

    @Test
    void a_denied_fact_is_not_extracted_from_its_turn_again_but_can_be_said_again() {
        String turn = world.said("2024-01-10", "I live in Berlin");
        world.resolve(world.add(turn, claim(BERLIN)));
        deny(world.memory(BERLIN), "2024-02-01");
        assertThat(world.resolve(world.add(turn, claim(BERLIN)))).isEmpty();
        assertThat(tell(BERLIN, "2024-03-01")).extracting(Revision::type).containsExactly(MemoryEvent.Type.ADD);
    }

    @Test
    void a_repeated_fact_adds_a_date_that_was_unknown() {
        tell(BERLIN, "2024-01-10");
        assertThat(tell(BERLIN, "2024-02-01", "2019"))
                .extracting(Revision::type)
                .containsExactly(MemoryEvent.Type.UPDATE);
        assertThat(world.memory(BERLIN).valid()).isEqualTo(claim(BERLIN, "2019").valid());
    }

    @Test
    void a_merge_unites_names_and_keeps_the_text() {
        tell(BERLIN, "2024-01-10");
        Claim again = new Claim(
                MemoryKind.FACT, "user lives in berlin", "the user", List.of("Berlin", "berlin"), Validity.unknown());
        Revision step =
                world.resolve(world.add(world.said("2024-02-01", "x"), again)).get(0);
        assertThat(step.type()).isEqualTo(MemoryEvent.Type.MERGE);
        assertThat(step.after().text()).isEqualTo(BERLIN);
        assertThat(step.after().entities()).containsExactly("Berlin");
        assertThat(step.sources()).extracting(Citation::turnId).containsExactly("t002");
    }

    @Test
    void a_long_quote_is_shortened_in_the_history() {
        String turn = world.said("2024-01-10", "𝄞".repeat(200));
        assertThat(world.resolve(world.add(turn, claim(BERLIN))).get(0).why())
                .isEqualTo("said: “" + "𝄞".repeat(80) + "…” (turn t001)");
    }

    @Test
    void an_operation_on_a_deleted_memory_adds_or_does_nothing() {
        Memory gone = Memory.builder("gone", World.SCOPE, BERLIN, world.now).build();
        assertThat(deny(gone, "2024-01-01")).isEmpty();
        world.resolve(world.change(gone, world.said("2024-01-02", "x"), claim(LISBON)));
        assertThat(world.current()).containsExactly(LISBON);
    }

    private List<Revision> tell(String text, String at) {
        return world.resolve(world.add(world.said(at, text), claim(text)));
    }

    private List<Revision> tell(String text, String at, String from) {
        return world.resolve(world.add(world.said(at, text), claim(text, from)));
    }

    private void change(String known, String text, String from, String at) {
        world.resolve(world.change(world.memory(known), world.said(at, text), claim(text, from)));
    }

    private void correct(String known, String text, String at) {
        world.resolve(world.correct(world.memory(known), world.said(at, "no"), claim(text)));
    }

    private List<Revision> deny(Memory memory, String at) {
        return world.resolve(world.delete(memory, world.said(at, "no")));
    }

    private Origin originOf(String text, String... turns) {
        List<Citation> cited =
                List.of(turns).stream().map(turn -> new Citation(turn, "x")).toList();
        return world.resolve(new Add(claim(text), cited)).get(0).after().origin();
    }
}
