// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

/**
 * Calls of a span of time.
 *
 * @param calls the number of calls, including failed ones
 * @param failures the number of calls that failed by the server's fault
 * @param latencies the latencies of the calls that were measured
 */
public record CallCounts(long calls, long failures, LatencyHistogram latencies) {

    /** No calls. */
    public static final CallCounts NONE = new CallCounts(0, 0, LatencyHistogram.EMPTY);

    /**
     * {@return the sum of these calls and others}
     *
     * @param other the others
     */
    public CallCounts plus(CallCounts other) {
        return new CallCounts(calls + other.calls, failures + other.failures, latencies.plus(other.latencies));
    }
}
