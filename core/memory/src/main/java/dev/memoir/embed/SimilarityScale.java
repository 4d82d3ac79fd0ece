// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

/**
 * The scale of an embedder's cosines. Models differ in the cosine of unrelated texts and in that of related ones. The
 * weights of signals are fitted to all-MiniLM-L6-v2, whose scale is the {@link #STANDARD}; cosines of another embedder
 * are converted to it. The conversion is monotonic: it does not change the order of cosines.
 *
 * <p>The vectors themselves are left unchanged. With bge-small-en-v1.5 (int8), R@5 and R@10 of LoCoMo's development
 * conversations are 72.2 and 79.6 with its unconverted cosines, and about 77.6 and 84.1 with converted ones;
 * subtracting the mean of the conversations' vectors gives 77.0 and 84.2, and would require every index to be filled
 * again. all-MiniLM-L6-v2 has 75.8 and 82.4.
 *
 * @param unrelated the mean cosine of a question and a text that does not answer it, -1 to 1
 * @param related the mean cosine of a question and its answer, above {@code unrelated}
 */
public record SimilarityScale(double unrelated, double related) {

    /** The scale of all-MiniLM-L6-v2, measured with the reference pairs of {@link SimilarityCalibrator}. */
    public static final SimilarityScale STANDARD = new SimilarityScale(0.06063, 0.43269);

    /** Above this similarity, the rest of the scale is compressed if it would end above 1. */
    private static final double KNEE = 0.9;

    /** Validates the order. */
    public SimilarityScale {
        if (!(Double.isFinite(unrelated) && Double.isFinite(related) && related > unrelated)) {
            throw new IllegalArgumentException("The cosine of related texts is " + related
                    + " and that of unrelated ones " + unrelated + ". The related one must be above the other.");
        }
    }

    /**
     * Converts a cosine to the standard scale.
     *
     * @param cosine the cosine of two vectors of the embedder, -1 to 1
     * @return the similarity, 0 to 1; values below 0 on the standard scale become 0
     */
    public double similarity(double cosine) {
        double similarity = linear(cosine);
        double maximum = linear(1);
        if (maximum > 1 && similarity > KNEE) {
            similarity = KNEE + (similarity - KNEE) * (1 - KNEE) / (maximum - KNEE);
        }
        return Math.min(1, Math.max(0, similarity));
    }

    /**
     * {@return the scale of a vector halfway between two} Such a vector is nearer to everything that both are near to,
     * depending on the distance of the two; on a narrow scale they are hardly apart.
     *
     * @param cosine the cosine of the two vectors
     */
    SimilarityScale between(double cosine) {
        if (cosine >= 1 || equals(STANDARD)) {
            return this;
        }
        double nearer = Math.sqrt(2 / (1 + Math.max(0, cosine)));
        double standard = Math.sqrt(2 / (1 + similarity(cosine)));
        double factor = factor() * standard / nearer;
        double offset = offset() * standard;
        return new SimilarityScale((STANDARD.unrelated - offset) / factor, (STANDARD.related - offset) / factor);
    }

    private double linear(double cosine) {
        return factor() * cosine + offset();
    }

    private double factor() {
        return (STANDARD.related - STANDARD.unrelated) / (related - unrelated);
    }

    private double offset() {
        return STANDARD.unrelated - factor() * unrelated;
    }
}
