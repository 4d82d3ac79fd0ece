// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;

/** Collects the durations of one kind of call. Not thread-safe. */
public final class Latencies {

    private long[] nanos = new long[1024];
    private int count;

    /** Creates an empty collection. */
    public Latencies() {}

    /**
     * Times a call.
     *
     * @param call the call
     */
    public void time(Runnable call) {
        long start = System.nanoTime();
        call.run();
        add(System.nanoTime() - start);
    }

    /**
     * Adds a duration.
     *
     * @param duration the duration in nanoseconds
     */
    public void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    /** {@return the number of durations} */
    public int count() {
        return count;
    }

    /**
     * {@return the duration in milliseconds that a share of the calls did not exceed; 0 if there are none}
     *
     * @param quantile the share, 0 to 1
     */
    public double quantile(double quantile) {
        return at(sorted(), quantile);
    }

    /** {@return the p50, p95 and p99 in milliseconds, as text} */
    public String summary() {
        long[] sorted = sorted();
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p95 %.2f ms, p99 %.2f ms (%d calls)",
                at(sorted, 0.50),
                at(sorted, 0.95),
                at(sorted, 0.99),
                count);
    }

    /** {@return the p50, p95 and p99 in milliseconds, for a table} */
    public String cells() {
        long[] sorted = sorted();
        return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99));
    }

    /**
     * Writes the p50, p95 and p99 into a report, in milliseconds.
     *
     * @param into the object that receives them
     */
    public void report(ObjectNode into) {
        long[] sorted = sorted();
        into.put("p50", at(sorted, 0.50))
                .put("p95", at(sorted, 0.95))
                .put("p99", at(sorted, 0.99))
                .put("calls", count);
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double at(long[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
    }
}
