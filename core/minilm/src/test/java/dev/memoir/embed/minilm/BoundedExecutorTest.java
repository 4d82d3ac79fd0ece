// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedExecutorTest {

    @Test
    void results_are_in_the_order_of_the_tasks() {
        try (BoundedExecutor lanes = new BoundedExecutor(3)) {
            List<Supplier<Integer>> tasks = IntStream.range(0, 100)
                    .mapToObj(i -> (Supplier<Integer>) () -> i)
                    .toList();
            assertThat(lanes.all(tasks))
                    .isEqualTo(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void tasks_run_in_parallel() {
        CyclicBarrier bothAreRunning = new CyclicBarrier(2);
        try (BoundedExecutor lanes = new BoundedExecutor(2)) {
            List<Integer> results = lanes.all(Collections.nCopies(2, () -> {
                try {
                    return bothAreRunning.await(20, TimeUnit.SECONDS) >= 0 ? 1 : 0;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(results).containsExactly(1, 1);
        }
    }

    @Test
    void a_single_task_runs_on_its_callers_thread_while_all_threads_are_busy() throws Exception {
        CountDownLatch filled = new CountDownLatch(2);
        CountDownLatch free = new CountDownLatch(1);
        try (BoundedExecutor lanes = new BoundedExecutor(2)) {
            Thread bulk = new Thread(() -> lanes.all(Collections.nCopies(8, () -> {
                filled.countDown();
                await(free);
                return 1;
            })));
            bulk.start();
            filled.await();
            assertThat(lanes.all(List.of(Thread::currentThread))).containsExactly(Thread.currentThread());
            free.countDown();
            bulk.join();
        }
    }

    @Test
    void a_failure_is_thrown_and_the_rest_is_not_started() {
        AtomicInteger started = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("first");
        try (BoundedExecutor lanes = new BoundedExecutor(1)) {
            assertThatThrownBy(() -> lanes.all(Collections.nCopies(50, () -> {
                        started.incrementAndGet();
                        throw failure;
                    })))
                    .isSameAs(failure);
            assertThat(started).hasValue(1);
            assertThat(lanes.all(List.of(() -> 1, () -> 2))).containsExactly(1, 2);
        }
    }

    @Test
    void a_failure_is_thrown_only_after_all_running_tasks() {
        CountDownLatch slowIsRunning = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        try (BoundedExecutor lanes = new BoundedExecutor(2)) {
            Supplier<Integer> slow = () -> {
                running.incrementAndGet();
                slowIsRunning.countDown();
                await(failed);
                return running.decrementAndGet();
            };
            Supplier<Integer> failing = () -> {
                await(slowIsRunning);
                failed.countDown();
                throw new IllegalStateException();
            };
            assertThatThrownBy(() -> lanes.all(List.of(slow, failing))).isInstanceOf(IllegalStateException.class);
            assertThat(running).hasValue(0);
        }
    }

    @Test
    void an_interrupted_caller_gets_its_results_and_stays_interrupted() {
        try (BoundedExecutor lanes = new BoundedExecutor(2)) {
            Thread.currentThread().interrupt();
            assertThat(lanes.all(List.of(() -> 1, () -> 2))).containsExactly(1, 2);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
