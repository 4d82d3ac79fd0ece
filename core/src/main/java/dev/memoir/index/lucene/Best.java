package dev.memoir.index.lucene;

import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IntroSelector;
import org.apache.lucene.util.NumericUtils;

/** The best few of many, by score. */
final class Best {

    private final int most;
    private final long[] entries;
    private int size;

    /**
     * @param most how many are wanted
     * @param all how many are added at the most
     */
    Best(int most, int all) {
        this.most = most;
        this.entries = new long[all];
    }

    void add(int index, float score) {
        // The lower index wins a tie, as with Lucene's own hits.
        entries[size++] = ((long) NumericUtils.floatToSortableInt(score) << 32) | (Integer.MAX_VALUE - index);
    }

    /** Parts the best from the rest, in no order: a heap, which keeps one, took a twentieth of a search. */
    void markIn(FixedBitSet chosen) {
        if (size > most) {
            new Parting().select(0, size, most);
        }
        for (int i = 0; i < Math.min(size, most); i++) {
            chosen.set(Integer.MAX_VALUE - (int) entries[i]);
        }
    }

    private final class Parting extends IntroSelector {

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
