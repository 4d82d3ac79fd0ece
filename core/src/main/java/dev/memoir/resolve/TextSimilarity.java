package dev.memoir.resolve;

/** How near two texts are in meaning. */
@FunctionalInterface
public interface TextSimilarity {

    /**
     * {@return the similarity of their embeddings on the scale of all-MiniLM-L6-v2, 0 to 1; 0 if there is none}
     *
     * @param one a text
     * @param other another
     */
    double between(String one, String other);
}
