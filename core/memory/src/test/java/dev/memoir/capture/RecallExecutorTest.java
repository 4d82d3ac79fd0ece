// SPDX-License-Identifier: Apache-2.0
package dev.memoir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecallExecutorTest {

    private static final UnaryOperator<Runnable> PLAIN = UnaryOperator.identity();

    private final CountDownLatch held = new CountDownLatch(1);

    @Test
    void a_hanging_memory_is_not_called_again_until_it_returns() {
        try (RecallExecutor recalls = new RecallExecutor()) {
            List<CompletableFuture<String>> hanging = IntStream.range(0, RecallExecutor.THREADS)
                    .mapToObj(i -> recalls.start(Duration.ofMillis(100), PLAIN, this::hang))
                    .toList();
            hanging.forEach(recall -> assertThatThrownBy(recall::join).hasRootCauseInstanceOf(TimeoutException.class));
            AtomicInteger tried = new AtomicInteger();
            Supplier<String> another = () -> "tried " + tried.incrementAndGet();
            await().untilAsserted(() -> assertThat(recalls.start(Duration.ofMillis(100), PLAIN, another))
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withRootCauseInstanceOf(RejectedExecutionException.class));
            held.countDown();
            await().untilAsserted(() -> assertThat(recalls.start(Duration.ofMillis(100), PLAIN, another))
                    .succeedsWithin(Duration.ofSeconds(1)));
        }
    }

    @Test
    void a_recall_that_waited_longer_than_its_timeout_is_not_started() {
        try (RecallExecutor recalls = new RecallExecutor()) {
            List<CompletableFuture<String>> hanging = IntStream.range(0, RecallExecutor.THREADS)
                    .mapToObj(i -> recalls.start(Duration.ofMillis(300), PLAIN, this::hang))
                    .toList();
            AtomicInteger tried = new AtomicInteger();
            CompletableFuture<Integer> waiting = recalls.start(Duration.ofMillis(300), PLAIN, tried::incrementAndGet);
            assertThat(hanging)
                    .allSatisfy(recall -> assertThatThrownBy(recall::join).isNotNull());
            assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(TimeoutException.class);
            held.countDown();
            await().untilAsserted(() -> assertThat(recalls.start(Duration.ofMillis(300), PLAIN, () -> "free"))
                    .succeedsWithin(Duration.ofSeconds(1)));
            assertThat(tried).hasValue(0);
        }
    }

    @Test
    void idle_threads_end() {
        RecallExecutor recalls = new RecallExecutor();
        AtomicInteger thread = new AtomicInteger();
        Thread worked = recalls.start(Duration.ofSeconds(1), PLAIN, Thread::currentThread)
                .join();
        assertThat(worked.isDaemon()).isTrue();
        recalls.close();
        await().untilAsserted(() -> assertThat(worked.isAlive()).isFalse());
        assertThat(recalls.start(Duration.ofSeconds(1), PLAIN, thread::incrementAndGet))
                .isCompletedExceptionally();
    }

    private String hang() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
