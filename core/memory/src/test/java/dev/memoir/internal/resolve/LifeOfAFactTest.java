// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import static dev.memoir.internal.resolve.World.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fact is stated, changed, corrected and retracted. */
class LifeOfAFactTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I live in Berlin | The user lives in Berlin. | I moved to Lisbon in May | The user lives in Lisbon. | \
            no, it was June | forget where I live
            Я живу в Берлине | Пользователь живёт в Берлине. | В мае я переехал в Лиссабон | \
            Пользователь живёт в Лиссабоне. | нет, в июне | забудь, где я живу
            我住在柏林 | 用户住在柏林。 | 我五月搬到了里斯本 | 用户住在里斯本。 | 不对，是六月 | 忘掉我住在哪里
            """)
    void the_history_can_be_read_as_of_every_step(
            String stated, String first, String moved, String second, String corrected, String retracted) {
        World world = new World((one, other) -> 0.9);

        assertThat(world.resolve(world.add(world.said("2024-01-10", stated), claim(first))))
                .extracting(Revision::type)
                .containsExactly(MemoryEvent.Type.ADD);
        assertThat(world.current()).containsExactly(first);
        assertThat(world.asOf("2023-01-01")).containsExactly(first);

        Memory berlin = world.memory(first);
        assertThat(world.resolve(world.change(berlin, world.said("2024-07-01", moved), claim(second, "2024-05"))))
                .extracting(Revision::type)
                .containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.SUPERSEDE);
        assertThat(world.current()).containsExactly(second);
        assertThat(world.asOf("2024-04-30")).containsExactly(first);
        assertThat(world.asOf("2024-05-15")).containsExactly(second);
        assertThat(world.asOf("2024-06-15")).containsExactly(second);

        Memory may = world.memory(second);
        List<Revision> steps = world.resolve(
                world.correct(may, world.said("2024-07-01T00:01:00Z", corrected), claim(second, "2024-06")));
        assertThat(steps)
                .extracting(Revision::type)
                .containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.SUPERSEDE, MemoryEvent.Type.UPDATE);
        assertThat(steps).allSatisfy(step -> assertThat(step.why()).contains("“" + corrected + "” (turn t003)"));
        assertThat(world.current()).containsExactly(second);
        assertThat(world.asOf("2024-05-15")).containsExactly(first);
        assertThat(world.asOf("2024-06-15")).containsExactly(second);

        Memory june =
                world.states().stream().filter(Memory::current).findFirst().orElseThrow();
        assertThat(world.resolve(world.delete(june, world.said("2024-08-01", retracted))))
                .extracting(Revision::type)
                .containsExactly(MemoryEvent.Type.DELETE);
        assertThat(world.current()).isEmpty();
        assertThat(world.asOf("2024-05-15")).containsExactly(first);
        assertThat(world.asOf("2024-06-15")).isEmpty();
        assertThat(world.states()).hasSize(3);
    }
}
