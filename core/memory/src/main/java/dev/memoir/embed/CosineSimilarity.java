package dev.memoir.embed;

/** How near two texts are in meaning, by their embeddings. */
public final class CosineSimilarity {

    private CosineSimilarity() {}

    /**
     * {@return the cosine of two vectors of length 1, -1 to 1; 0 for two of different dimensions, which no model made both}
     *
     * @param one a vector
     * @param other another of the same space
     */
    public static double of(float[] one, float[] other) {
        if (one.length != other.length) {
            return 0;
        }
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}
