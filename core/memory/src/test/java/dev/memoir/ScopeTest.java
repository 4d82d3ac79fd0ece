// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @Test
    void needs_at_least_one_part() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new Scope(null, null, null))
                .withMessageContaining("at least one of userId, agentId and runId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "a b", "a\nb", "a\u00a0b", "a\u0000b", "\ud800", "a\udc00"})
    void rejects_ids_that_no_store_could_keep_apart(String id) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Scope.user(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%", "_", "'; drop table turn; --", "\"", "\\", "😀", "Ünïcødé", "a:b/c?d=e"})
    void takes_any_other_character_as_it_is(String id) {
        String word = id.replace(' ', '+');
        assertThat(Scope.user(word).userId()).isEqualTo(word);
    }

    @Test
    void trims_ids() {
        assertThat(Scope.user(" zoe\n")).isEqualTo(Scope.user("zoe"));
    }

    @Test
    void rejects_an_id_that_is_too_long_with_its_length() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Scope.agent("a".repeat(257)))
                .withMessageContaining("257");
    }

    @Test
    void a_user_recalls_across_agents_and_runs_unless_narrowed() {
        Scope written = Scope.user("zoe").withAgent("cook").withRun("monday");
        assertThat(Scope.user("zoe").covers(written)).isTrue();
        assertThat(Scope.user("zoe").withAgent("cook").covers(written)).isTrue();
        assertThat(Scope.user("zoe").withAgent("doctor").covers(written)).isFalse();
        assertThat(Scope.user("zoe").withRun("tuesday").covers(written)).isFalse();
        assertThat(written.covers(Scope.user("zoe"))).isFalse();
    }

    @Test
    void a_scope_without_a_user_never_reads_what_belongs_to_one() {
        assertThat(Scope.agent("cook").covers(Scope.user("zoe").withAgent("cook")))
                .isFalse();
        assertThat(Scope.run("monday").covers(Scope.user("zoe").withRun("monday")))
                .isFalse();
        assertThat(Scope.agent("cook").covers(Scope.agent("cook").withRun("monday")))
                .isTrue();
    }

    @Property
    void no_two_users_read_each_other(@ForAll @IntRange(max = 3) int a, @ForAll @IntRange(max = 3) int b) {
        String[] users = {"*", "zoe", "Zoe", "zoe*"};
        assertThat(Scope.user(users[a]).covers(Scope.user(users[b]))).isEqualTo(a == b);
    }
}
