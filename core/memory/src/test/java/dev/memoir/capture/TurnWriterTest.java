// SPDX-License-Identifier: Apache-2.0
package dev.memoir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.Turn;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnWriterTest {

    private static final Scope ZOE = Scope.user("zoe");

    /** What the writer has registered with the memory. */
    private final List<Consumer<Scope>> forgetCallbacks = new ArrayList<>();

    @Test
    void waiting_turns_are_counted_until_they_are_written() {
        CountDownLatch written = new CountDownLatch(1);
        TurnWriter lanes = new TurnWriter(memory(request -> {
            await(written);
            return stored();
        }));
        lanes.add(said("I am Zoe."));
        lanes.add(said("I live in Porto."));
        assertThat(lanes.waitingTurns()).isEqualTo(2);

        written.countDown();
        lanes.awaitWritten(ZOE);
        assertThat(lanes.waitingTurns()).isZero();
        assertThat(lanes.lostTurns()).isZero();
        lanes.close();
    }

    @Test
    void an_interrupted_wait_returns_false_and_a_complete_one_true() {
        CountDownLatch written = new CountDownLatch(1);
        TurnWriter lanes = new TurnWriter(memory(request -> {
            await(written);
            return stored();
        }));
        lanes.add(said("I am Zoe."));
        Thread.currentThread().interrupt();
        assertThat(lanes.awaitWritten(ZOE)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lanes.awaitWritten(ZOE, Duration.ofMillis(1))).isFalse();

        written.countDown();
        assertThat(lanes.awaitWritten(ZOE)).isTrue();
        Thread.currentThread().interrupt();
        assertThat(lanes.awaitWritten(ZOE)).as("nothing waits").isTrue();
        assertThat(Thread.interrupted()).isTrue();
        lanes.close();
    }

    @Test
    void close_and_drain_wait_even_if_the_thread_is_interrupted() {
        AtomicInteger written = new AtomicInteger();
        TurnWriter lanes = new TurnWriter(memory(request -> {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            written.incrementAndGet();
            return stored();
        }));
        lanes.add(said("I am Zoe."));
        Thread.currentThread().interrupt();
        lanes.drain();
        assertThat(written).hasValue(1);
        lanes.add(said("I live in Porto."));
        lanes.close();
        assertThat(written).hasValue(2);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lanes.lostTurns()).isZero();
    }

    @Test
    void a_turn_that_cannot_be_stored_is_counted_as_lost_and_others_are_written() {
        List<String> stored = new CopyOnWriteArrayList<>();
        TurnWriter lanes = new TurnWriter(memory(request -> {
            String text = request.turns().get(0).text();
            switch (text) {
                case "invalid" -> throw new InvalidInputException("no");
                case "unexpected" -> throw new IllegalStateException("no");
                case "an error" -> throw new NoClassDefFoundError("no");
                default -> stored.add(text);
            }
            return stored();
        }));
        for (String text : List.of("one", "invalid", "unexpected", "an error", "two")) {
            lanes.add(said(text));
        }
        lanes.close();
        lanes.add(said("too late"));

        assertThat(stored).containsExactly("one", "two");
        assertThat(lanes.lostTurns()).isEqualTo(4);
        assertThat(lanes.waitingTurns()).isZero();
    }

    @Test
    void a_temporary_failure_of_the_store_loses_nothing() {
        AtomicInteger attempts = new AtomicInteger();
        TurnWriter lanes = new TurnWriter(memory(request -> {
            if (attempts.incrementAndGet() < 3) {
                throw new StorageException("the disk is full");
            }
            return stored();
        }));
        lanes.add(said("I am Zoe."));
        lanes.close();
        assertThat(attempts).hasValue(3);
        assertThat(lanes.lostTurns()).isZero();
    }

    @Test
    void writes_run_inside_the_wrapper_of_the_caller() {
        List<String> order = new CopyOnWriteArrayList<>();
        TurnWriter lanes = new TurnWriter(memory(request -> {
            order.add("written");
            return stored();
        }));
        lanes.add(said("I am Zoe."), writing -> () -> {
            order.add("before");
            writing.run();
            order.add("after");
        });
        lanes.close();
        assertThat(order).containsExactly("before", "written", "after");
    }

    @Test
    void forgetting_a_scope_discards_its_waiting_turns_and_waits_for_the_one_being_written() throws Exception {
        List<String> stored = new CopyOnWriteArrayList<>();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        TurnWriter lanes = new TurnWriter(memory(request -> {
            started.countDown();
            await(finish);
            stored.add(request.turns().get(0).text());
            return stored();
        }));
        lanes.add(said("being written"));
        lanes.add(said("waiting"));
        lanes.add(AddRequest.builder(Scope.user("tom"))
                .turn(Turn.user("of somebody else"))
                .build());
        started.await();

        Thread forgetting = new Thread(() -> forgetCallbacks.forEach(task -> task.accept(ZOE)));
        forgetting.start();
        while (forgetting.getState() != Thread.State.TIMED_WAITING) {
            assertThat(forgetting.isAlive())
                    .as("it waits for the turn being written")
                    .isTrue();
            Thread.onSpinWait();
        }
        finish.countDown();
        forgetting.join();
        lanes.add(said("later"));
        lanes.close();

        assertThat(stored).contains("of somebody else", "later").doesNotContain("waiting");
        assertThat(lanes.lostTurns()).as("discarded turns are not lost").isZero();
    }

    @Test
    void a_turn_that_a_failing_store_refuses_is_not_attempted_again_once_its_scope_is_forgotten() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        TurnWriter lanes = new TurnWriter(memory(request -> {
            attempts.incrementAndGet();
            failed.countDown();
            throw new StorageException("the disk is full");
        }));
        lanes.add(said("I am Zoe."));
        failed.await();
        forgetCallbacks.forEach(task -> task.accept(ZOE));
        lanes.close();
        assertThat(attempts).hasValue(1);
        assertThat(lanes.lostTurns()).isZero();
    }

    private static AddRequest said(String text) {
        return AddRequest.builder(ZOE).turn(Turn.user(text)).build();
    }

    private static AddResult stored() {
        return new AddResult(List.of(), List.of(), false, false);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A memory that only supports add, and callbacks of a forget. */
    @SuppressWarnings("unchecked") // onForget takes a consumer of a scope
    private LongTermMemory memory(Function<AddRequest, AddResult> adding) {
        return (LongTermMemory) Proxy.newProxyInstance(
                LongTermMemory.class.getClassLoader(),
                new Class<?>[] {LongTermMemory.class},
                (proxy, method, arguments) -> method.getName().equals("onForget")
                        ? addCallback((Consumer<Scope>) arguments[0])
                        : adding.apply((AddRequest) arguments[0]));
    }

    private @Nullable Object addCallback(Consumer<Scope> task) {
        forgetCallbacks.add(task);
        return null;
    }
}
