// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IntroSelector;
import org.apache.lucene.util.NumericUtils;

/** Selects the best entries by score. */
final class TopK {

    private final int most;
    private final long[] entries;
    private int size;

    /**
     * @param most the number of entries to select
     * @param all the maximum number of entries that are added
     */
    TopK(int most, int all) {
        this.most = most;
        this.entries = new long[all];
    }

    void add(int index, float score) {
        // The lower index wins a tie, as with Lucene's own hits.
        entries[size++] = ((long) NumericUtils.floatToSortableInt(score) << 32) | (Integer.MAX_VALUE - index);
    }

    /**
     * {@return the indexes of the best entries, unordered} A heap, which maintains an order, took a twentieth of a
     * search.
     */
    IntStream indexes() {
        if (size > most) {
            new Selector().select(0, size, most);
        }
        return Arrays.stream(entries, 0, Math.min(size, most)).mapToInt(entry -> Integer.MAX_VALUE - (int) entry);
    }

    /** Sets the bits of the best entries. */
    void markIn(FixedBitSet chosen) {
        indexes().forEach(chosen::set);
    }

    private final class Selector extends IntroSelector {

        private long pivot;

        @Override
        protected void setPivot(int i) {
            pivot = entries[i];
        }

        @Override
        protected int comparePivot(int j) {
            return Long.compare(entries[j], pivot);
        }

        @Override
        protected int compare(int i, int j) {
            return Long.compare(entries[j], entries[i]);
        }

        @Override
        protected void swap(int i, int j) {
            long other = entries[i];
            entries[i] = entries[j];
            entries[j] = other;
        }
    }
}
