// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    private static final LatencyHistogram HUNDRED = IntStream.rangeClosed(1, 100)
            .mapToObj(millis -> LatencyHistogram.of(Duration.ofMillis(millis)))
            .reduce(LatencyHistogram.EMPTY, LatencyHistogram::plus);

    @Test
    void percentiles_are_exact_to_five_percent() {
        assertThat(HUNDRED.percentile(0.5).orElseThrow()).isCloseTo(50, Percentage.withPercentage(5));
        assertThat(HUNDRED.percentile(0.95).orElseThrow()).isCloseTo(95, Percentage.withPercentage(5));
        assertThat(HUNDRED.percentile(1).orElseThrow()).isCloseTo(100, Percentage.withPercentage(5));
    }

    @Test
    void the_shortest_and_the_longest_latencies_have_a_class() {
        assertThat(LatencyHistogram.of(Duration.ZERO).percentile(0.5).orElseThrow())
                .isCloseTo(0, within(0.1));
        assertThat(LatencyHistogram.of(Duration.ofHours(1)).percentile(0.5).orElseThrow())
                .isCloseTo(3_600_000, Percentage.withPercentage(5));
    }

    @Test
    void without_calls_there_is_no_percentile() {
        assertThat(LatencyHistogram.EMPTY.percentile(0.95)).isEmpty();
        assertThat(LatencyHistogram.parse("").percentile(0.95)).isEmpty();
    }

    @Test
    void its_text_describes_it() {
        assertThat(LatencyHistogram.parse(HUNDRED.toString())).hasToString(HUNDRED.toString());
    }
}
