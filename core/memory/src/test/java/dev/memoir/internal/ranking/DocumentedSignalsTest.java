// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation of an explanation names every signal of the ranking, and no other. */
class DocumentedSignalsTest {

    private static final Path SOURCE = Path.of("src/main/java/dev/memoir/ScoreComponent.java");
    private static final Pattern SIGNALS = Pattern.compile("@param signal [^:]*name[^:]*: (.*?)\\.", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\{@code (\\w+)}");

    @Test
    void the_javadoc_lists_the_signals_of_the_ranking() throws IOException {
        Matcher list = SIGNALS.matcher(Files.readString(SOURCE));
        assertThat(list.find()).isTrue();
        Set<String> documented = new TreeSet<>();
        Matcher name = NAME.matcher(list.group(1));
        while (name.find()) {
            documented.add(name.group(1));
        }
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        SignalWeights.STANDARD.bySignal().keySet());
    }
}
