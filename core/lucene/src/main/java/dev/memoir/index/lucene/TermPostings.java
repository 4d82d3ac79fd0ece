// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;

/** The documents of a scope that contain a word, with its frequency in each. */
final class TermPostings {

    private int[] indexes = new int[16];
    private float[] counts = new float[16];
    private int size;

    /** Returns the frequency of the word in an iterator's current document. */
    interface Count {
        float here() throws IOException;
    }

    /**
     * Adds the documents of a segment that an iterator matches.
     *
     * @param documents the document numbers, in ascending order
     * @param from the index of the segment's first document
     * @param to the index after its last document
     */
    void add(DocIdSetIterator iterator, Count count, int[] documents, int from, int to) throws IOException {
        int i = from;
        int at = iterator.advance(documents[i]);
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
            at = documents[i] > at ? iterator.advance(documents[i]) : at;
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
