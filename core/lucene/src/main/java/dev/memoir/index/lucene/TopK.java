package dev.memoir.index.lucene;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IntroSelector;
import org.apache.lucene.util.NumericUtils;

/** The best few of many, by score. */
final class TopK {

    private final int most;
    private final long[] entries;
    private int size;

    /**
     * @param most how many are wanted
     * @param all how many are added at the most
     */
    TopK(int most, int all) {
        this.most = most;
        this.entries = new long[all];
    }

    void add(int index, float score) {
        // The lower index wins a tie, as with Lucene's own hits.
        entries[size++] = ((long) NumericUtils.floatToSortableInt(score) << 32) | (Integer.MAX_VALUE - index);
    }

    /** {@return the best, parted from the rest, in no order} A heap, which keeps one, took a twentieth of a search. */
    IntStream indexes() {
        if (size > most) {
            new Parting().select(0, size, most);
        }
        return Arrays.stream(entries, 0, Math.min(size, most)).mapToInt(entry -> Integer.MAX_VALUE - (int) entry);
    }

    /** Marks the best. */
    void markIn(FixedBitSet chosen) {
        indexes().forEach(chosen::set);
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
