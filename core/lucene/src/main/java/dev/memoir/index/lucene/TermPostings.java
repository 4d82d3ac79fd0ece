package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;

/** Where a word stands among the documents of a scope, and how often. */
final class TermPostings {

    private int[] indexes = new int[16];
    private float[] counts = new float[16];
    private int size;

    /** How often the document that an iterator stands on has the word. */
    interface Count {
        float here() throws IOException;
    }

    /**
     * Adds those of a segment's documents that an iterator has.
     *
     * @param documents in ascending order
     * @param from the first of the segment's
     * @param to behind its last
     */
    void add(DocIdSetIterator having, Count count, int[] documents, int from, int to) throws IOException {
        int i = from;
        int at = having.advance(documents[i]);
        while (at != DocIdSetIterator.NO_MORE_DOCS) {
            if (at == documents[i]) {
                add(i, count.here());
                i++;
            } else {
                int found = Arrays.binarySearch(documents, i, to, at);
                i = found >= 0 ? found : -found - 1;
            }
            if (i == to) {
                return;
            }
            at = documents[i] > at ? having.advance(documents[i]) : at;
        }
    }

    private void add(int index, float count) {
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        indexes[size] = index;
        counts[size++] = count;
    }

    int size() {
        return size;
    }

    int index(int match) {
        return indexes[match];
    }

    float count(int match) {
        return counts[match];
    }
}
