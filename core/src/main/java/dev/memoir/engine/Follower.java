package dev.memoir.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the index has something to catch up with: what other processes wrote, or what came while it was
 * away. Costs nothing where the ledger is this process's own and the index works. Thread-safe.
 */
final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** How long what one process writes takes at most to be found by others: less than a person needs to change windows. */
    private static final Duration EVERY = Duration.ofMillis(250);

    private static final Duration LAST_STEP = Duration.ofSeconds(20);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Follower::daemon);
    private final Runnable following;
    private boolean failing;

    private Follower(Runnable following) {
        this.following = following;
    }

    static Follower start(Runnable following) {
        Follower follower = new Follower(following);
        long pause = EVERY.toMillis();
        var unused = follower.thread.scheduleWithFixedDelay(follower::step, pause, pause, TimeUnit.MILLISECONDS);
        return follower;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "memoir-follower");
        thread.setDaemon(true);
        return thread;
    }

    /** Whatever fails, the next step is taken. */
    private void step() {
        try {
            following.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The ledger cannot be followed now; it is tried again.", e);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The index was still being written when the memory was closed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
