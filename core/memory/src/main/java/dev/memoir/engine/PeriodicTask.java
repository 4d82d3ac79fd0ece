package dev.memoir.engine;

import dev.memoir.concurrent.InterruptGuard;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is looked for now and then, on a thread of its own; it costs nothing where there is none. Thread-safe. */
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
     * {@return the work, begun}
     *
     * @param name of its thread
     * @param every how long after a look the next is taken
     * @param work a look, and what is to be done then
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

    /** Whatever fails, the next step is taken. */
    private void step() {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The work of {} fails now; it is tried again.", name, e);
            }
            failing = true;
        }
    }

    /** Waits at most 20 seconds for a step that runs. */
    @Override
    public void close() {
        thread.shutdown();
        if (!InterruptGuard.awaitEnd(thread, LAST_STEP)) {
            LOG.warn("The work of {} still ran when the memory was closed.", name);
        }
    }
}
