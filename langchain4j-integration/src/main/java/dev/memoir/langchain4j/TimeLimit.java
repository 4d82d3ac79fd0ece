// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.memoir.LongTermMemory;
import dev.memoir.capture.RecallExecutor;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs calls to memory on other threads with a timeout. A call continues without memory after a timeout or failure, or
 * if its thread is interrupted. Thread-safe.
 */
final class TimeLimit {

    private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

    private final LongTermMemory memory;
    private final Duration timeout;
    private final UnaryOperator<Runnable> within;

    TimeLimit(LongTermMemory memory, Duration timeout) {
        this(memory, timeout, UnaryOperator.identity());
    }

    TimeLimit(LongTermMemory memory, Duration timeout, UnaryOperator<Runnable> within) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout must be positive, was " + timeout);
        }
        this.memory = memory;
        this.timeout = timeout;
        this.within = within;
    }

    Duration timeout() {
        return timeout;
    }

    /** {@return the result of a call to memory, or a fallback after a timeout or failure} */
    <T> T call(Supplier<T> supplier, T fallback) {
        try {
            return RecallExecutor.of(memory).start(timeout, within, supplier).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("Interrupted while waiting for memory. The call continues without it.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                LOG.warn("Memory did not respond within {}. The call continues without it.", timeout);
            } else {
                LOG.warn("Failed to read memory. The call continues without it.", e.getCause());
            }
        } catch (RuntimeException e) {
            LOG.warn("Failed to read memory. The call continues without it.", e);
        }
        return fallback;
    }
}
