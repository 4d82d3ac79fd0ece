// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

/**
 * The capabilities of a store, as found by probing it.
 *
 * @param replaces whether a document that is added again replaces the old one
 * @param halved whether its scores are (1 + cosine) / 2 instead of the cosine
 * @param entries whether it stores and filters by metadata with keys that were not declared
 */
record StoreCapabilities(boolean replaces, boolean halved, boolean entries) {

    double cosine(VectorHit hit) {
        return halved ? 2 * hit.score() - 1 : hit.score();
    }
}
