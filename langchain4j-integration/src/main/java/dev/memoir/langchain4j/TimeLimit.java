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
 * Has memory asked on other threads, for a limited time: the call goes on without it when the time is up or its thread is
 * interrupted, and when memory fails. Thread-safe.
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
            throw new IllegalArgumentException(
                    "A time limit of " + timeout + " lets nothing be recalled; give a longer one");
        }
        this.memory = memory;
        this.timeout = timeout;
        this.within = within;
    }

    Duration timeout() {
        return timeout;
    }

    /** {@return what memory answers, or something else where it does not in time} */
    <T> T asked(Supplier<T> question, T otherwise) {
        try {
            return RecallExecutor.of(memory).start(timeout, within, question).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("The thread was interrupted while it waited for memory. The call goes on without it.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                LOG.warn("Memory did not answer within {}. The call goes on without it.", timeout);
            } else {
                LOG.warn("Memory could not be read. The call goes on without it.", e.getCause());
            }
        } catch (RuntimeException e) {
            LOG.warn("Memory could not be read. The call goes on without it.", e);
        }
        return otherwise;
    }
}
