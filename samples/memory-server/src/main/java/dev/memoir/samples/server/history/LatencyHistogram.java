// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many calls took how long, in classes of which each is 10 % wider than the one before: percentiles are exact to
 * 5 %, and histograms can be added. Immutable.
 */
public final class LatencyHistogram {

    /** No calls. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(new TreeMap<>());

    private static final double GROWTH = 1.1;

    /** What takes less than 0.1 ms is in the first class. */
    private static final double SHORTEST_MILLIS = 0.1;

    private final SortedMap<Integer, Long> counts;

    private LatencyHistogram(SortedMap<Integer, Long> counts) {
        this.counts = counts;
    }

    /**
     * {@return the histogram of one call}
     *
     * @param latency how long it took
     */
    public static LatencyHistogram of(Duration latency) {
        double millis = latency.toNanos() / 1e6;
        int place = millis < SHORTEST_MILLIS ? 0 : 1 + (int) (Math.log(millis / SHORTEST_MILLIS) / Math.log(GROWTH));
        return new LatencyHistogram(new TreeMap<>(Map.of(place, 1L)));
    }

    /**
     * {@return the histogram that a text describes}
     *
     * @param text the text, see {@link #toString}
     */
    static LatencyHistogram parse(String text) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(" ")) {
            int colon = pair.indexOf(':');
            counts.put(Integer.valueOf(pair.substring(0, colon)), Long.valueOf(pair.substring(colon + 1)));
        }
        return new LatencyHistogram(counts);
    }

    /**
     * {@return the sum of this histogram and another}
     *
     * @param other the other
     */
    public LatencyHistogram plus(LatencyHistogram other) {
        SortedMap<Integer, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((place, count) -> sum.merge(place, count, Long::sum));
        return new LatencyHistogram(sum);
    }

    /**
     * {@return the latency in milliseconds that a share of the calls did not exceed; empty without calls}
     *
     * @param share the share, such as 0.95
     */
    public OptionalDouble percentile(double share) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long passed = 0;
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            passed += entry.getValue();
            if (passed >= rank) {
                return OptionalDouble.of(middle(entry.getKey()));
            }
        }
        return OptionalDouble.empty();
    }

    /** Returns the geometric middle of a class, in milliseconds. */
    private static double middle(int place) {
        return place == 0 ? SHORTEST_MILLIS / 2 : SHORTEST_MILLIS * Math.pow(GROWTH, place - 0.5);
    }

    /** {@return the classes that are not empty, as {@code class:count}, separated by spaces} */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
