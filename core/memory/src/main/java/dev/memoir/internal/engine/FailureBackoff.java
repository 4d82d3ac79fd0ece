// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

/**
 * Backs off after a failed attempt for as long as that attempt took: a server that refuses at once is tried again at
 * once, and one that times out costs at most half of the time. Immutable.
 *
 * @param from when the attempt failed, by {@link System#nanoTime()}
 * @param nanos how long the attempt took
 */
record FailureBackoff(long from, long nanos) {

    /** The next attempt need not wait. */
    static final FailureBackoff NONE = new FailureBackoff(0, 0);

    /**
     * {@return the back-off after an attempt that has just failed}
     *
     * @param started when the attempt was started, by {@link System#nanoTime()}
     */
    static FailureBackoff after(long started) {
        long now = System.nanoTime();
        return new FailureBackoff(now, now - started);
    }

    /** {@return whether the next attempt has to wait} */
    boolean active() {
        return nanos > 0 && System.nanoTime() - from < nanos;
    }
}
