package dev.memoir.index.flat;

/**
 * What was learned of a store by trying it.
 *
 * @param replaces whether a document that is added again takes the place of the old one
 * @param halved whether its scores are (1 + cosine) / 2 instead of the cosine
 * @param entries whether it keeps and filters by metadata whose keys it was not told beforehand
 */
record StoreCapabilities(boolean replaces, boolean halved, boolean entries) {

    double cosine(VectorHit hit) {
        return halved ? 2 * hit.score() - 1 : hit.score();
    }
}
