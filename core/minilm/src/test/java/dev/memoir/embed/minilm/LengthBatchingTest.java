// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LengthBatchingTest {

    @Property(tries = 200)
    void every_window_is_in_one_batch_and_no_batch_exceeds_the_bound(
            @ForAll List<@IntRange(min = 2, max = 256) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 2048) int bound) {
        List<TokenWindow> windows = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            windows.add(new TokenWindow(i, new long[lengths.get(i)]));
        }
        List<List<TokenWindow>> batches = LengthBatching.of(windows, bound);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(windows);
        assertThat(batches).allSatisfy(batch -> {
            int longest = batch.stream().mapToInt(TokenWindow::length).max().orElseThrow();
            assertThat(batch.size() == 1 || batch.size() * longest <= bound).isTrue();
        });
    }

    @Test
    void windows_of_similar_length_share_a_batch() {
        List<TokenWindow> windows = List.of(
                new TokenWindow(0, new long[4]),
                new TokenWindow(1, new long[100]),
                new TokenWindow(2, new long[5]),
                new TokenWindow(3, new long[99]));
        assertThat(LengthBatching.of(windows, 200))
                .containsExactly(List.of(windows.get(1), windows.get(3)), List.of(windows.get(2), windows.get(0)));
    }

    @Test
    void no_windows_make_no_batch() {
        assertThat(LengthBatching.of(List.of(), 512)).isEmpty();
    }
}
