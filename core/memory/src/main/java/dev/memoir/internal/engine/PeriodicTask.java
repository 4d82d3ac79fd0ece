// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.internal.concurrent.InterruptGuard;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task periodically on a thread of its own; the task should cost nothing if there is no work. Thread-safe. */
final class PeriodicTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private static final Duration LAST_STEP = Duration.ofSeconds(20);

    private final ScheduledExecutorService thread;
    private final String name;
    private final Runnable work;
    private boolean failing;

    private PeriodicTask(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(this::daemon);
    }

    /**
     * {@return the task, started}
     *
     * @param name the name of its thread
     * @param every the pause between two runs
     * @param work the task
     */
    static PeriodicTask start(String name, Duration every, Runnable work) {
        PeriodicTask background = new PeriodicTask(name, work);
        long pause = every.toMillis();
        var unused = background.thread.scheduleWithFixedDelay(background::step, pause, pause, TimeUnit.MILLISECONDS);
        return background;
    }

    private Thread daemon(Runnable steps) {
        Thread daemon = new Thread(steps, name);
        daemon.setDaemon(true);
        return daemon;
    }

    /** Runs the task once; a failure does not prevent the next run. */
    private void step() {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The task {} fails now. It is tried again.", name, e);
            }
            failing = true;
        }
    }

    /** Waits at most 20 seconds for a run in progress. */
    @Override
    public void close() {
        thread.shutdown();
        if (!InterruptGuard.awaitEnd(thread, LAST_STEP)) {
            LOG.warn("The task {} still ran when the memory was closed.", name);
        }
    }
}
