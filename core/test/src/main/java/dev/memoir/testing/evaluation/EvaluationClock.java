// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of an evaluated memory: at the time of a session while it is added, and at that of the last one while
 * questions are asked. It runs on only while facts are extracted, because pauses after a failed call end by it.
 * Thread-safe.
 */
final class EvaluationClock implements InstantSource {

    private Instant at = Instant.EPOCH;
    private long startedNanos;
    private boolean running;

    /** Stops the clock at a time. */
    synchronized void stopAt(Instant time) {
        at = time;
        running = false;
    }

    /** Lets the clock run on from its present time. */
    synchronized void run() {
        startedNanos = System.nanoTime();
        running = true;
    }

    @Override
    public synchronized Instant instant() {
        return running ? at.plusNanos(System.nanoTime() - startedNanos) : at;
    }
}
