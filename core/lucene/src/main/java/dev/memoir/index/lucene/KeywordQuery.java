package dev.memoir.index.lucene;

import dev.memoir.index.IndexQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;

/** The words of a question as a query, and the scale of their scores. */
final class KeywordQuery {

    /**
     * Saturation and length normalization of BM25. Lengths differ by a factor of fifty between a user's message and an
     * assistant's answer: by BM25 alone R@10 on BEAM's development conversations is 44.7 with these, 36.6 with 0.9 and 0.4;
     * on LoCoMo, whose turns are alike in length, 51.6 and 54.6.
     */
    static final float K1 = 1.2f;

    static final float B = 0.75f;

    static final BM25Similarity BM25 = new BM25Similarity(K1, B);

    /**
     * The BM25 score that counts as certain: about three rare words that match. A fixed scale, so that a score means the
     * same whatever else matches and however much of a long question does not. R@10 on LoCoMo's development half, meaning
     * at 0.35: 71.7 with 10, 71.3 with 15, 70.5 with 20; over the most that the question's words could score 69.0.
     */
    private static final double CERTAIN = 5.6;

    /** Words of a question that count; Lucene refuses more than 1,024, and a question of 256 words says enough. */
    private static final int MOST_WORDS = 256;

    /**
     * A word that one document of so many has finds none by itself where all documents cannot be looked at, though it counts for
     * what others find: 19.0 instead of 23.7 ms in 200,000 turns of one user.
     */
    private static final int COMMON = 20;

    private KeywordQuery() {}

    /** {@return a question's words, and the names that it means besides, a query each} */
    static List<Query> words(IndexQuery query) {
        List<Query> words = new ArrayList<>();
        query.hints().entities().stream()
                .filter(IndexFields::fits)
                .sorted()
                .limit(MOST_WORDS)
                .forEach(name -> words.add(new TermQuery(new Term(IndexFields.ENTITY, name))));
        for (String word : MultilingualAnalyzer.asked(query.text(), MOST_WORDS)) {
            if (CjkTermQuery.is(word)) {
                CjkTermQuery.query(word).ifPresent(words::add);
            } else {
                words.add(new TermQuery(new Term(IndexFields.TEXT, word)));
            }
        }
        return List.copyOf(words);
    }

    /**
     * {@return any of the words that tell documents apart; of words that do not, any}
     *
     * @param words of a question
     * @param index what is searched
     */
    static Query any(List<Query> words, IndexReader index) throws IOException {
        List<Query> telling = new ArrayList<>();
        for (Query word : words) {
            if (!(word instanceof TermQuery term) || having(term, index) <= index.maxDoc() / COMMON) {
                telling.add(word);
            }
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        (telling.isEmpty() ? words : telling).forEach(word -> any.add(word, Occur.SHOULD));
        return any.build();
    }

    /** {@return the number of documents with a word, which need not be looked up if the query knows its places} */
    static int having(TermQuery word, IndexReader index) throws IOException {
        TermStates places = word.getTermStates();
        return places == null ? index.docFreq(word.getTerm()) : places.docFreq();
    }

    /**
     * {@return how rare a word is: 1 if one document alone has it, near 0 if all have it}
     *
     * @param having how many documents have it
     * @param documents how many there are
     */
    static float rarity(double having, double documents) {
        return (float) (idf(having, documents) / idf(1, Math.max(1, documents)));
    }

    /** As BM25 has it, which is above 0 even for what every document has. */
    static double idf(double having, double documents) {
        return Math.log1p((documents - having + 0.5) / (having + 0.5));
    }

    /** {@return a BM25 score as a share of certainty, 0 to 1} */
    static double calibrated(float score) {
        return Math.min(1, score / CERTAIN);
    }
}
