// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/** Brings threads of a race into a known order: waits until one waits for a lock of the engine. */
final class LockWait {

    private LockWait() {}

    /** Waits until a thread has ended, or waits for a lock or another thread on behalf of one of these classes. */
    static void untilHeldUp(Thread thread, Class<?>... owners) {
        await().until(() -> !thread.isAlive() || waitsFor(thread, List.of(owners)));
    }

    private static boolean waitsFor(Thread thread, List<Class<?>> owners) {
        StackTraceElement[] stack = thread.getStackTrace();
        Optional<StackTraceElement> ours = Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith("dev.memoir."))
                .findFirst();
        return Arrays.stream(stack)
                        .limit(6)
                        .anyMatch(frame -> frame.getClassName().startsWith(AbstractQueuedSynchronizer.class.getName()))
                && ours.filter(frame -> owners.stream()
                                .anyMatch(owner -> frame.getClassName().equals(owner.getName())))
                        .isPresent();
    }

    /** Waits for a latch, and not longer than a test may take. */
    static void await30(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not released within 30 seconds");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
