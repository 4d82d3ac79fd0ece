// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

/** Measures the semantic similarity of two texts. */
@FunctionalInterface
public interface TextSimilarity {

    /**
     * {@return the similarity of the texts' embeddings on the scale of all-MiniLM-L6-v2, 0 to 1; 0 if there is none}
     *
     * @param one a text
     * @param other another text
     */
    double between(String one, String other);
}
