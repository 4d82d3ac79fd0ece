// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import dev.memoir.testing.evaluation.Latencies;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the durations of calls from many threads, and counts those that failed. Thread-safe. */
final class Durations {

    private final Latencies latencies = new Latencies();
    private int failed;
    private @Nullable Throwable firstFailure;

    synchronized void add(long nanos) {
        latencies.add(nanos);
    }

    synchronized void fail(Throwable failure) {
        failed++;
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    /** {@return why the first call failed, or nothing if none did} */
    synchronized Optional<String> firstFailure() {
        return Optional.ofNullable(firstFailure).map(Throwable::toString);
    }

    /**
     * {@return the duration in milliseconds that a share of the calls did not exceed}
     *
     * @param quantile the share, 0 to 1
     */
    synchronized double quantile(double quantile) {
        return latencies.quantile(quantile);
    }

    /** {@return the numbers of answered and failed calls, p50, p95, p99 and the longest in ms, for a table} */
    synchronized String cells() {
        return String.format(
                Locale.ROOT,
                "%d | %d | %.1f | %.1f | %.1f | %.0f",
                latencies.count(),
                failed,
                quantile(0.5),
                quantile(0.95),
                quantile(0.99),
                quantile(1));
    }
}
