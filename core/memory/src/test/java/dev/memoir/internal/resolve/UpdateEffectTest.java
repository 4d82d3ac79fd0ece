// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time of an event is not the time at which it was said: the last statement is current, whenever either holds. */
class UpdateEffectTest {

    private static final Instant SAID = Instant.parse("2024-03-15T09:00:00Z");

    /**
     * A generated statement.
     *
     * @param kind the kind of the memory
     * @param valid when it holds
     * @param minutes the minutes after the previous statement, 0 in a session with a single time
     */
    private record Statement(MemoryKind kind, Validity valid, int minutes) {}

    @Property
    void only_the_last_statement_is_current(@ForAll("statements") List<Statement> statements) {
        World world = new World((one, other) -> 0.9);
        Memory known = null;
        Instant said = SAID;
        for (int i = 0; i < statements.size(); i++) {
            said = said.plus(Duration.ofMinutes(statements.get(i).minutes()));
            String text = "The user is at place " + i + ".";
            String turn = world.said(said.toString(), text);
            Claim claim = claim(statements.get(i), text);
            world.resolve(known == null ? world.add(turn, claim) : world.change(known, turn, claim));
            assertThat(world.current()).containsExactly(text);
            known = world.memory(text);
            for (Memory memory : world.states()) {
                Instant from = memory.valid().from();
                assertThat(world.asOf((from == null ? Instant.EPOCH : from).toString()))
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Property
    void an_earlier_statement_is_past_even_if_it_is_read_later(@ForAll("statements") List<Statement> statements) {
        World world = new World((one, other) -> 0.9);
        String first = "The user is at home.";
        world.resolve(world.add(world.said(SAID.toString(), first), claim(statements.get(0), first)));
        Memory known = world.memory(first);
        Instant said = SAID;
        for (int i = 1; i < statements.size(); i++) {
            said = said.minus(Duration.ofMinutes(1 + statements.get(i).minutes()));
            String text = "The user is at place " + i + ".";
            String turn = world.said(said.toString(), text);
            world.resolve(world.change(known, turn, claim(statements.get(i), text)));
            assertThat(world.current()).containsExactly(first);
            known = world.memory(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            EVENT | The user has a webinar on 2024-03-20. | 2024-03-20 | 2024-03-15T09:00:00Z | \
            The webinar has been rescheduled; there is no new date yet. | - | 2024-03-16T09:00:00Z
            EVENT | The user has a webinar on 2024-03-20. | 2024-03-20 | 2024-03-15T09:00:00Z | \
            The user's webinar is on 2024-03-25. | 2024-03-25 | 2024-03-16T09:00:00Z
            EVENT | The user has a webinar on 2024-03-25. | 2024-03-25 | 2024-03-15T09:00:00Z | \
            The user's webinar is on 2024-03-20. | 2024-03-20 | 2024-03-16T09:00:00Z
            FACT | The user is considering continuing the pilot. | 2024-05-02 | 2024-05-02T09:00:00Z | \
            The user decided to continue the pilot. | 2024-05-02 | 2024-05-02T16:00:00Z
            FACT | The user is considering continuing the pilot. | 2024-05-02 | 2024-05-02T09:00:00Z | \
            The user decided to continue the pilot. | 2024-05-02 | 2024-05-02T09:00:00Z
            FACT | The user's tracker uses the database file one.db. | 2024-03-15 | 2024-03-15T09:00:00Z | \
            The user's tracker uses the database file two.db. | - | 2024-03-15T09:00:00Z
            EVENT | The first sprint ends on 2024-03-29. | - | 2024-03-15T09:00:00Z | \
            The first sprint now targets completion by 2024-03-31. | - | 2024-03-15T09:00:00Z
            EVENT | Andrew and Audrey plan a hike in 2023-08. | 2023-08 | 2023-07-03T20:00:00Z | \
            Andrew and Audrey plan a hike in 2023-11. | 2023-11 | 2023-10-01T19:00:00Z
            FACT | The user moves to Lisbon. | 2024-06 | 2024-03-15T09:00:00Z | The user stays in Berlin. | 2024-02 | \
            2024-03-16T09:00:00Z
            FACT | The user works at Acme. | 2024 | 2024-03-15T09:00:00Z | The user works at Initech. | 2022 | \
            2024-03-16T09:00:00Z
            """)
    void a_change_takes_effect(
            MemoryKind kind,
            String known,
            @Nullable String from,
            String at,
            String changed,
            @Nullable String since,
            String saidAt) {
        World world = new World((one, other) -> 0.9);
        world.resolve(world.add(world.said(at, known), claim(kind, known, from)));
        world.resolve(world.change(world.memory(known), world.said(saidAt, changed), claim(kind, changed, since)));
        assertThat(world.current()).containsExactly(changed);
        assertThat(world.memory(known).supersededBy())
                .isEqualTo(world.memory(changed).id());
        assertThat(world.asOf("2030-01-01")).containsExactly(changed);
    }

    @ParameterizedTest
    @CsvSource({"2024-03-18, false", "2024-03-21, false", "2024-03-26, true"})
    void a_postponed_event_did_not_happen(String at, boolean happens) {
        String planned = "The user has a webinar on 2024-03-20.";
        String putOff = "The user's webinar is on 2024-03-25.";
        World world = new World((one, other) -> 0.9);
        world.resolve(world.add(world.said("2024-03-15", planned), claim(MemoryKind.EVENT, planned, "2024-03-20")));
        world.resolve(world.change(
                world.memory(planned),
                world.said("2024-03-16", putOff),
                claim(MemoryKind.EVENT, putOff, "2024-03-25")));
        assertThat(world.asOf(at)).isEqualTo(happens ? List.of(putOff) : List.of());
    }

    private static Claim claim(MemoryKind kind, String text, @Nullable String from) {
        Claim claim = World.claim(text, from);
        return new Claim(kind, text, "user", List.of(), claim.valid());
    }

    private static Claim claim(Statement statement, String text) {
        return new Claim(statement.kind(), text, "user", List.of(), statement.valid());
    }

    @Provide
    Arbitrary<List<Statement>> statements() {
        Arbitrary<Validity> dated = Combinators.combine(
                        Arbitraries.integers().between(-60, 60), Arbitraries.of(TimePrecision.class))
                .as((day, precision) -> Validity.from(SAID.plus(Duration.ofDays(day)), precision));
        Arbitrary<Validity> valid = Arbitraries.oneOf(Arbitraries.just(Validity.unknown()), dated);
        Arbitrary<Integer> minutes = Arbitraries.of(0, 1, 300, 1_440, 30_000);
        return Combinators.combine(
                        Arbitraries.of(MemoryKind.FACT, MemoryKind.PREFERENCE, MemoryKind.EVENT), valid, minutes)
                .as(Statement::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }
}
