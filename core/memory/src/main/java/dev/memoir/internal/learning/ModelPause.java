// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.llm.ModelUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time during which a provider asks not to be called. It applies to all conversations, because providers limit
 * accounts. Thread-safe.
 */
final class ModelPause {

    /** The maximum pause, even if a provider asks for more: it is not known exactly when daily limits are reset. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final long NONE = Long.MIN_VALUE;

    private final AtomicLong end = new AtomicLong(NONE);

    /** Starts the pause that a failure asks for, if any. */
    void after(RuntimeException failure) {
        if (failure instanceof ModelUnavailableException unavailable) {
            unavailable.retryAfter().ifPresent(wait -> {
                Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
                long until = System.nanoTime() + bounded.toNanos();
                end.accumulateAndGet(until, (one, other) -> one == NONE || other - one > 0 ? other : one);
            });
        }
    }

    /** {@return the remaining pause, or empty if the model may be called} */
    Optional<Duration> remaining() {
        long until = end.get();
        long left = until == NONE ? 0 : until - System.nanoTime();
        return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    }
}
