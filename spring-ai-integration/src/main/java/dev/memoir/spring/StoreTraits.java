package dev.memoir.spring;

import org.springframework.ai.document.Document;
import org.springframework.ai.document.DocumentMetadata;

/**
 * What was learned of a vector store by trying it.
 *
 * @param upserts whether a document that is added again takes the place of the old one
 * @param halved whether its scores are (1 + cosine) / 2 instead of the cosine
 * @param entries whether it keeps and filters by metadata whose keys are not known beforehand
 */
record StoreTraits(boolean upserts, boolean halved, boolean entries) {

    double cosine(Document found) {
        double score = score(found);
        return halved ? 2 * score - 1 : score;
    }

    /** What the store calls the document's score, 1 for the best there can be. */
    static double score(Document found) {
        Double score = found.getScore();
        if (score != null) {
            return score;
        }
        return found.getMetadata().get(DocumentMetadata.DISTANCE.value()) instanceof Number distance
                ? 1 - distance.doubleValue()
                : Double.NaN;
    }
}
