// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.IndexFailure;
import dev.memoir.MemoryIndexException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectionLifecycleTest {

    private final MemoryIndexException failure = new MemoryIndexException("the shelf is closed");

    /** An hour, from now: active for as long as a test takes. */
    private static final FailureBackoff LONG = new FailureBackoff(System.nanoTime(), 3_600_000_000_000L);

    private final ProjectionLifecycle lifecycle = new ProjectionLifecycle();

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    /** The moments of a writer's commit and of its decision not to wait, among the steps of the applying thread. */
    static Stream<Arguments> moments() {
        return IntStream.rangeClosed(0, 3)
                .boxed()
                .flatMap(commit -> IntStream.rangeClosed(commit, 3).mapToObj(skip -> Arguments.of(commit, skip)));
    }

    @ParameterizedTest(name = "committed before step {0}, skipped before step {1}")
    @MethodSource("moments")
    void a_commit_is_applied_whenever_its_writer_does_not_wait(int commit, int skip) {
        lifecycle.batchApplied();
        List<String> committed = new ArrayList<>();
        List<String> applied = new ArrayList<>();
        boolean left = true;
        boolean again = false;
        for (int step = 0; step <= 3; step++) {
            if (step == commit) {
                committed.add("the writer's");
            }
            if (step == skip) {
                left = lifecycle.skipped();
            }
            switch (step) {
                case 0 -> lifecycle.started();
                case 1 -> applied.addAll(committed);
                case 2 -> again = lifecycle.caughtUp();
                default -> assertThat(lifecycle.incomplete()).isFalse();
            }
        }
        assertThat(applied.equals(committed) || again || !left)
                .as("applied, looked for again, or applied by the writer itself")
                .isTrue();
    }

    @Test
    void an_attempt_that_sees_all_who_did_not_wait_does_not_look_again() {
        lifecycle.batchApplied();
        assertThat(lifecycle.skipped()).isTrue();
        lifecycle.started();
        assertThat(lifecycle.caughtUp()).isFalse();
        assertThat(lifecycle.skipped()).as("nothing is left to others").isFalse();
    }

    @Test
    void a_failure_is_known_until_the_index_has_caught_up_and_backs_off_only_while_it_is_the_last_word() {
        assertThat(lifecycle.incomplete()).isFalse();
        lifecycle.failed(failure, LONG);
        assertThat(lifecycle.incomplete()).isTrue();
        assertThat(lifecycle.backingOff()).isTrue();
        lifecycle.skipped();
        lifecycle.started();
        assertThat(lifecycle.backingOff()).as("while another attempt is made").isTrue();
        lifecycle.batchApplied();
        assertThat(lifecycle.backingOff()).isFalse();
        assertThat(lifecycle.failure()).isEqualTo(new IndexFailure("the shelf is closed", false));
        lifecycle.caughtUp();
        assertThat(lifecycle.failure()).isNull();
        assertThat(lifecycle.incomplete()).isFalse();
    }

    @Test
    void an_interrupt_leaves_changes_over_and_neither_fails_the_index_nor_ends_its_back_off() {
        lifecycle.caughtUp();
        Thread.currentThread().interrupt();
        lifecycle.failed(failure, LONG);
        assertThat(lifecycle.incomplete()).isTrue();
        assertThat(lifecycle.failure()).isNull();
        assertThat(lifecycle.backingOff()).isFalse();
        Thread.interrupted();
        lifecycle.failed(failure, LONG);
        Thread.currentThread().interrupt();
        lifecycle.failed(new MemoryIndexException("interrupted"), FailureBackoff.NONE);
        assertThat(lifecycle.backingOff()).isTrue();
        assertThat(lifecycle.failure()).isEqualTo(new IndexFailure("the shelf is closed", false));
    }
}
