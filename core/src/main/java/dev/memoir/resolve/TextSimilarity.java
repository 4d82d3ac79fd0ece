package dev.memoir.resolve;

/** How near two texts are in meaning. */
@FunctionalInterface
public interface TextSimilarity {

    /**
     * {@return the cosine of their embeddings, -1 to 1; 0 if there is none}
     *
     * @param one a text
     * @param other another
     */
    double between(String one, String other);
}
