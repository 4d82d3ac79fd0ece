package dev.memoir.extract;

import java.util.Arrays;
import java.util.List;

/**
 * Finds where each of several patterns may match, in one pass over a text. A regular expression that begins with one of sixty
 * words takes 0.17 s for a megabyte when it is tried at every character, and there are thirty of them. Immutable.
 */
final class PrefixScanner {

    private final PrefixTree tree = new PrefixTree();
    private final List<PrefixedPattern> patterns;

    /** @param patterns the patterns, at most 64 */
    PrefixScanner(List<PrefixedPattern> patterns) {
        if (patterns.size() > Long.SIZE) {
            throw new IllegalArgumentException("A scanner takes 64 patterns, not " + patterns.size() + ".");
        }
        this.patterns = List.copyOf(patterns);
        for (int number = 0; number < patterns.size(); number++) {
            for (String prefix : patterns.get(number).prefixes()) {
                tree.add(prefix, number);
            }
        }
    }

    /** {@return the places of a text at which patterns may match} */
    Starts scan(String text) {
        Starts starts = new Starts();
        for (int place = 0; place < text.length(); place++) {
            long found = tree.at(text, place);
            if (found != 0) {
                starts.add(place, found);
            }
        }
        return starts;
    }

    /** The places of one text, in ascending order. Confined to one thread. */
    final class Starts {

        private int[] places = new int[16];
        private long[] sets = new long[16];
        private int size;

        private void add(int place, long found) {
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
                sets = Arrays.copyOf(sets, 2 * size);
            }
            places[size] = place;
            sets[size++] = found;
        }

        /**
         * {@return the first place of a pattern from some place on, or -1}
         *
         * @param pattern one of the scanner's
         * @param from the first place that counts
         */
        int next(PrefixedPattern pattern, int from) {
            long bit = 1L << patterns.indexOf(pattern);
            int found = Arrays.binarySearch(places, 0, size, from);
            for (int i = found < 0 ? -found - 1 : found; i < size; i++) {
                if ((sets[i] & bit) != 0) {
                    return places[i];
                }
            }
            return -1;
        }
    }
}
