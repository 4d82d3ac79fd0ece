// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.learning.LearningSettings;
import dev.memoir.llm.ModelUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts failures in a row per task, decides how long to wait after them, and logs them: at once, and then rarely, at a
 * level that shows whether an operator must act. Thread-safe.
 */
final class ModelOutages {

    private static final Logger LOG = LoggerFactory.getLogger(ModelOutages.class);

    /** With the longest pause, five minutes by default, an outage is reported again about once an hour. */
    private static final int ATTEMPTS_PER_REMINDER = 12;

    private final LearningSettings settings;
    private final ModelPause pause = new ModelPause();
    private final Map<Object, Integer> failures = new ConcurrentHashMap<>();

    ModelOutages(LearningSettings settings) {
        this.settings = settings;
    }

    /** {@return how long the provider asks not to be called, by any task; empty if it may be called} */
    Optional<Duration> pause() {
        return pause.remaining();
    }

    /** {@return how often a task failed in a row} */
    int failures(Object task) {
        return failures.getOrDefault(task, 0);
    }

    /** Ends the failures of a task. */
    void over(Object task) {
        failures.remove(task);
    }

    /**
     * Notes a failure.
     *
     * @param task the task that failed
     * @param consequence a sentence about what waits
     * @param failure the failure
     * @return how long to wait before the next attempt
     */
    Duration failed(Object task, String consequence, RuntimeException failure) {
        int inARow = failures.merge(task, 1, Integer::sum);
        pause.after(failure);
        if (inARow == 1 || inARow % ATTEMPTS_PER_REMINDER == 0) {
            report(consequence, failure);
        } else {
            LOG.debug("{} This was attempt {}.", consequence, inARow, failure);
        }
        return pause.remaining().orElseGet(() -> settings.pause(inARow));
    }

    private static void report(String consequence, RuntimeException failure) {
        if (failure instanceof ModelUnavailableException unavailable && unavailable.operatorNeeded()) {
            LOG.error("{} {}", unavailable.getMessage(), consequence);
        } else if (failure instanceof ModelUnavailableException unavailable) {
            LOG.warn("{} {}", unavailable.getMessage(), consequence);
        } else {
            LOG.warn("{}", consequence, failure);
        }
    }
}
