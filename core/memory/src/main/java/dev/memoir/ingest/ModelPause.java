package dev.memoir.ingest;

import dev.memoir.llm.ModelUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time during which a provider asks not to be called, for all conversations: it limits an account, not a conversation.
 * Thread-safe.
 */
final class ModelPause {

    /** A provider that asks for more is asked again after this: limits of a day reset at a time that nobody tells exactly. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final long NONE = Long.MIN_VALUE;

    private final AtomicLong end = new AtomicLong(NONE);

    /** Notes the wait that a failure asks for, if it asks for one. */
    void after(RuntimeException failure) {
        if (failure instanceof ModelUnavailableException unavailable) {
            unavailable.retryAfter().ifPresent(wait -> {
                Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
                long until = System.nanoTime() + bounded.toNanos();
                end.accumulateAndGet(until, (one, other) -> one == NONE || other - one > 0 ? other : one);
            });
        }
    }

    /** {@return how long the model is not to be called, or empty if it may be} */
    Optional<Duration> remaining() {
        long until = end.get();
        long left = until == NONE ? 0 : until - System.nanoTime();
        return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    }
}
