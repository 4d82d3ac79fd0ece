package dev.memoir.index.lucene;

import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/** The best few of many, by score. */
final class Best {

    private final LongHeap heap;
    private final int most;

    Best(int most) {
        this.most = most;
        heap = new LongHeap(most);
    }

    void add(int index, float score) {
        // The lower index wins a tie, as with Lucene's own hits.
        long entry = ((long) NumericUtils.floatToSortableInt(score) << 32) | (Integer.MAX_VALUE - index);
        if (heap.size() < most) {
            heap.push(entry);
        } else if (entry > heap.top()) {
            heap.updateTop(entry);
        }
    }

    void markIn(FixedBitSet chosen) {
        for (int i = 1; i <= heap.size(); i++) {
            chosen.set(Integer.MAX_VALUE - (int) heap.get(i));
        }
    }
}
