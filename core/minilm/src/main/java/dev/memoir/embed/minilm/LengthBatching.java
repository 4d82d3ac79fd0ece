// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups windows of similar length into batches, to minimise padding. */
final class LengthBatching {

    /** The maximum number of word pieces per run, padding included. */
    static final int MAX_PADDED_TOKENS = 512;

    private LengthBatching() {}

    /** {@return every window once, the longest first, so that no long batch is left for a single thread at the end} */
    static List<List<TokenWindow>> of(List<TokenWindow> windows, int maxPaddedTokens) {
        List<TokenWindow> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingInt(TokenWindow::length).reversed());
        List<List<TokenWindow>> batches = new ArrayList<>();
        List<TokenWindow> batch = new ArrayList<>();
        for (TokenWindow window : sorted) {
            // The first window of a batch is its longest: all others are padded to it.
            if (!batch.isEmpty() && (batch.size() + 1) * batch.get(0).length() > maxPaddedTokens) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(window);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
