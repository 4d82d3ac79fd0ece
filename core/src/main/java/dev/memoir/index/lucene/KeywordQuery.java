package dev.memoir.index.lucene;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;

/** The words of a question as a query, and the scale of their scores. */
final class KeywordQuery {

    /**
     * Saturation and length of BM25: what recall is measured best with on conversations, whose turns are short and alike
     * in length (with the session prior 78.7 against 77.0 % R@10 for Lucene's 1.2 and 0.75).
     */
    static final BM25Similarity BM25 = new BM25Similarity(0.9f, 0.4f);

    /**
     * The BM25 score that counts as certain: about three rare words that match. A fixed scale, so that a score means the
     * same whatever else matches and however much of a long question does not. R@10 on LoCoMo's development half, meaning
     * at 0.35: 71.7 with 10, 71.3 with 15, 70.5 with 20; over the most that the question's words could score 69.0.
     */
    private static final double CERTAIN = 10;

    /** Words of a question that count; Lucene refuses more than 1,024, and a question of 256 words says enough. */
    private static final int MOST_WORDS = 256;

    private KeywordQuery() {}

    /** {@return any of a question's words} */
    static Query of(String text) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String word : Analysis.asked(text, MOST_WORDS)) {
            if (EastAsianWord.is(word)) {
                EastAsianWord.query(word).ifPresent(query -> any.add(query, Occur.SHOULD));
            } else {
                any.add(new TermQuery(new Term(Fields.TEXT, word)), Occur.SHOULD);
            }
        }
        return any.build();
    }

    /** {@return a BM25 score as a share of certainty, 0 to 1} */
    static double calibrated(float score) {
        return Math.min(1, score / CERTAIN);
    }
}
