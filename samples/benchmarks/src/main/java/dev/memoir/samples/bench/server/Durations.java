// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import java.util.Arrays;
import java.util.Locale;

/** Collects the durations of calls from many threads. Thread-safe. */
final class Durations {

    private long[] nanos = new long[1024];
    private int count;
    private int failed;

    synchronized void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    synchronized void fail() {
        failed++;
    }

    synchronized int failed() {
        return failed;
    }

    /**
     * {@return the duration in milliseconds that a share of the calls did not exceed}
     *
     * @param quantile the share, 0 to 1
     */
    synchronized double quantile(double quantile) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[(int) (quantile * (count - 1))] / 1e6;
    }

    /** {@return p50, p95, p99 and the longest, for a table} */
    synchronized String cells() {
        return String.format(
                Locale.ROOT,
                "%d | %d | %.1f | %.1f | %.1f | %.0f",
                count,
                failed,
                quantile(0.5),
                quantile(0.95),
                quantile(0.99),
                quantile(1));
    }
}
