package dev.memoir.embed.minilm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups windows of like length, so that little of a batch is padding. */
final class Batches {

    /**
     * The most word pieces of one run, padding included.
     */
    static final int MAX_PADDED_TOKENS = 512;

    private Batches() {}

    /** {@return every window once, the longest first, so that no long batch is left over for one thread at the end} */
    static List<List<Window>> of(List<Window> windows, int maxPaddedTokens) {
        List<Window> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingInt(Window::length).reversed());
        List<List<Window>> batches = new ArrayList<>();
        List<Window> batch = new ArrayList<>();
        for (Window window : sorted) {
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
