// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the positions at which each of several patterns may match, in one pass over a text. A regular expression that
 * begins with one of sixty words takes 0.17 s per megabyte if it is tried at every character, and there are thirty of
 * them. Immutable.
 */
final class PrefixScanner {

    private final PrefixTree tree = new PrefixTree();
    private final List<PrefixedPattern> patterns;

    /** @param patterns the patterns, at most 64 */
    PrefixScanner(List<PrefixedPattern> patterns) {
        if (patterns.size() > Long.SIZE) {
            throw new IllegalArgumentException("A scanner accepts at most 64 patterns, was " + patterns.size());
        }
        this.patterns = List.copyOf(patterns);
        for (int number = 0; number < patterns.size(); number++) {
            for (String prefix : patterns.get(number).prefixes()) {
                tree.add(prefix, number);
            }
        }
    }

    /** {@return the positions of a text at which patterns may match} */
    Starts scan(String text) {
        Starts starts = new Starts();
        for (int position = 0; position < text.length(); position++) {
            long found = tree.at(text, position);
            if (found != 0) {
                starts.add(position, found);
            }
        }
        return starts;
    }

    /** The start positions in one text, in ascending order. Not thread-safe. */
    final class Starts {

        private int[] positions = new int[16];
        private long[] sets = new long[16];
        private int size;

        private void add(int position, long found) {
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, 2 * size);
                sets = Arrays.copyOf(sets, 2 * size);
            }
            positions[size] = position;
            sets[size++] = found;
        }

        /**
         * {@return the first position of a pattern at or after an index, or -1}
         *
         * @param pattern a pattern of this scanner
         * @param from the index at which to begin
         */
        int next(PrefixedPattern pattern, int from) {
            long bit = 1L << patterns.indexOf(pattern);
            int found = Arrays.binarySearch(positions, 0, size, from);
            for (int i = found < 0 ? -found - 1 : found; i < size; i++) {
                if ((sets[i] & bit) != 0) {
                    return positions[i];
                }
            }
            return -1;
        }
    }
}
