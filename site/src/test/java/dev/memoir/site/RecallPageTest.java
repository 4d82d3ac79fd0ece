// SPDX-License-Identifier: Apache-2.0
package dev.memoir.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.internal.ranking.SignalWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about recall lists the signals and weights that searches use. */
class RecallPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| .+ \\| ([0-9.]+) \\|$", Pattern.MULTILINE);

    @Test
    void the_signals_and_their_weights_are_those_of_the_ranking() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "recall.md"));
        Map<String, Double> listed = new TreeMap<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            listed.put(row.group(1), Double.valueOf(row.group(2)));
        }
        assertThat(listed).isEqualTo(new TreeMap<>(SignalWeights.STANDARD.bySignal()));
        double sum = listed.values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(page).contains("the sum of all weights (%.1f)".formatted(sum));
    }
}
