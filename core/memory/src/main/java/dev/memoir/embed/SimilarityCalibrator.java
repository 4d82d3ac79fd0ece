// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import dev.memoir.EmbedderException;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the scale of an embedder's cosines with 80 English questions on everyday subjects and their answers. An
 * answer is related to its own question and unrelated to the others. No user's text is sent. Questions are embedded as
 * queries and answers as stored texts, so that a model that distinguishes the two is measured as it is used.
 */
public final class SimilarityCalibrator {

    /** The version of the reference pairs. A scale measured with another version is measured again. */
    public static final int REFERENCE = 1;

    /** The number of texts that a measurement embeds. */
    public static final int TEXTS = 160;

    /** Texts per call of the embedder: what common services accept at once. */
    private static final int BATCH = 40;

    /**
     * The minimum share of all comparisons in which an answer is nearer to its own question than an answer to another
     * one. It is 0.99 with all-MiniLM-L6-v2, 0.98 with bge-small-en-v1.5, and 0.5 if a model does not distinguish them.
     * A model that does not understand the references would be measured wrong, so its cosines are left unchanged.
     */
    private static final double MIN_SEPARATION = 0.85;

    /** The minimum difference of the two means: anything below is the model's noise. */
    private static final double MIN_DIFFERENCE = 0.01;

    private SimilarityCalibrator() {}

    /**
     * Measures an embedder.
     *
     * @param embedder the embedder; it embeds 160 short texts in 4 calls
     * @return the scale; the standard one if the embedder does not distinguish answers from other texts
     * @throws EmbedderException if the texts cannot be embedded
     */
    public static SimilarityScale measure(Embedder embedder) {
        List<ReferencePair> pairs = ReferencePair.all();
        List<float[]> questions = new ArrayList<>();
        List<float[]> answers = new ArrayList<>();
        for (int from = 0; from < pairs.size(); from += BATCH) {
            List<ReferencePair> chunk = pairs.subList(from, Math.min(pairs.size(), from + BATCH));
            questions.addAll(embedder.embedQueries(
                    chunk.stream().map(ReferencePair::question).toList()));
            answers.addAll(
                    embedder.embed(chunk.stream().map(ReferencePair::answer).toList()));
        }
        return scale(questions, answers);
    }

    private static SimilarityScale scale(List<float[]> questions, List<float[]> answers) {
        int count = questions.size();
        double related = 0;
        double unrelated = 0;
        double separated = 0;
        for (int i = 0; i < count; i++) {
            double own = CosineSimilarity.of(questions.get(i), answers.get(i));
            related += own / count;
            for (int j = 0; j < count; j++) {
                if (j != i) {
                    double other = CosineSimilarity.of(questions.get(i), answers.get(j));
                    unrelated += other / count / (count - 1);
                    separated += other < own ? 1.0 / count / (count - 1) : 0;
                }
            }
        }
        return separated >= MIN_SEPARATION && related - unrelated >= MIN_DIFFERENCE
                ? new SimilarityScale(Math.max(-1, unrelated), Math.min(1, related))
                : SimilarityScale.STANDARD;
    }
}
