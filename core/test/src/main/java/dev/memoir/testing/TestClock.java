package dev.memoir.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to go on. Thread-safe. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Instant> now;

    /** @param now what it shows first */
    public TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /**
     * Goes on, or back.
     *
     * @param by how far
     */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /**
     * Shows another time.
     *
     * @param instant which
     */
    public void set(Instant instant) {
        now.set(instant);
    }
}
