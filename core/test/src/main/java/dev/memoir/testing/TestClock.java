// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that only advances on request. Thread-safe. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Instant> now;

    /**
     * Creates a clock.
     *
     * @param now the initial time
     */
    public TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /**
     * Advances the clock, or sets it back.
     *
     * @param by the duration, which may be negative
     */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /**
     * Sets the time.
     *
     * @param instant the new time
     */
    public void set(Instant instant) {
        now.set(instant);
    }
}
