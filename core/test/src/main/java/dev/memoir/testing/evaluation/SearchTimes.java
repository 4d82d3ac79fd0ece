// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

/**
 * The times of searches whose question was embedded before; informative, because they depend on the machine.
 *
 * @param searches the number of searches
 * @param p50 the time in milliseconds that half of them did not exceed
 * @param p95 the time in milliseconds that 95 % of them did not exceed
 */
public record SearchTimes(int searches, double p50, double p95) {

    /**
     * {@return the times of some searches}
     *
     * @param latencies their durations
     */
    static SearchTimes of(Latencies latencies) {
        return new SearchTimes(latencies.count(), latencies.quantile(0.5), latencies.quantile(0.95));
    }
}
