package dev.memoir.recall;

import dev.memoir.ItemType;
import dev.memoir.Relevance;
import dev.memoir.index.Candidate;
import java.util.Collection;
import java.util.Set;

/**
 * Estimates whether a memory holds anything that a question asks for, from its candidates: a logistic regression on the best
 * score and the best match, by meaning and words together.
 *
 * <p>Fitted on LoCoMo's and BEAM's development conversations, turns alone and with extracted facts, each set with the same
 * weight: their own questions against those of the next conversation with the speakers' names exchanged. Areas under the curve on
 * conversations that were left out: 0.92 and 0.91 for turns, 0.95 with facts; 0.98 in scopes of one session, some twenty turns.
 */
public final class RelevanceModel {

    /** What the words of a match add to its similarity: of 0.2, 0.3, 0.5 and 0.8 the best on all three sets together. */
    private static final double WORDS = 0.5;

    private static final double INTERCEPT = -11.23;
    private static final double SCORE = 16.31;
    private static final double MATCH = 7.19;

    /** Facts are short and to the point: what scores the same among them says less. */
    private static final double FACTS = -1.66;

    /** Where the index does not tell words: the similarity alone (0.86, 0.92, 0.93). */
    private static final double MEANING_INTERCEPT = -8.69;

    private static final double MEANING = 16.81;
    private static final double MEANING_FACTS = -1.41;

    /**
     * What says so much of a question's words is what was meant, whatever it says besides. On the three sets 175 own questions
     * have such a candidate, and 16 of others.
     */
    private static final double NEARLY_ALL_WORDS = 0.8;

    private static final double OF_NEARLY_ALL_WORDS = 0.9;

    /**
     * Characters of a question up to which it was fitted. Of a longer message, much of which is pasted, neither its embedding nor
     * its share of words says what it asks for.
     */
    private static final int LONGEST = 400;

    /** Candidates below which all are shown: so few lines cost little, and how rare a word is among them says nothing. */
    private static final int FEW = 5;

    private RelevanceModel() {}

    /**
     * {@return the relevance of a search, unknown if its question is long or has no embedding, or the memory holds hardly anything}
     *
     * @param question what is asked
     * @param score the best hit's score
     * @param ranked the candidates
     * @param types what is searched for
     */
    public static Relevance of(String question, double score, Collection<ScoredCandidate> ranked, Set<ItemType> types) {
        if (question.length() > LONGEST) {
            return Relevance.UNKNOWN;
        }
        int considered = 0;
        boolean facts = false;
        boolean words = false;
        double similarity = 0;
        double match = 0;
        double coverage = 0;
        for (ScoredCandidate each : ranked) {
            Candidate candidate = each.candidate();
            if (types.contains(candidate.ref().type())) {
                considered++;
                facts |= candidate.ref().type() == ItemType.MEMORY;
                words |= candidate.words().known();
                similarity = Math.max(similarity, candidate.dense());
                double said = candidate.words().share();
                match = Math.max(match, candidate.dense() + WORDS * said);
                coverage = Math.max(coverage, said);
            }
        }
        if (similarity <= 0 || considered < FEW) {
            return Relevance.UNKNOWN;
        }
        double least = coverage >= NEARLY_ALL_WORDS ? OF_NEARLY_ALL_WORDS : 0;
        double logit = words
                ? INTERCEPT + SCORE * score + MATCH * match + (facts ? FACTS : 0)
                : MEANING_INTERCEPT + MEANING * similarity + (facts ? MEANING_FACTS : 0);
        double probability = Math.max(least, 1 / (1 + Math.exp(-logit)));
        return new Relevance(probability, score, Math.min(1, similarity), Math.min(1, coverage));
    }
}
