// SPDX-License-Identifier: Apache-2.0
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

/** Converts the words of a question to queries, and defines the scale of their scores. */
final class KeywordQuery {

    /**
     * Saturation and length normalisation of BM25. Lengths differ by a factor of fifty between a user's message and an
     * assistant's answer: with BM25 alone, R@10 on BEAM's development conversations is 44.7 with these, 36.6 with 0.9
     * and 0.4; on LoCoMo, the turns of which have similar lengths, 51.6 and 54.6.
     */
    static final float K1 = 1.2f;

    static final float B = 0.75f;

    static final BM25Similarity BM25 = new BM25Similarity(K1, B);

    /**
     * The BM25 score of a certain match: about three rare words. The scale is fixed, so that a score means the same
     * regardless of other matches and of the unmatched rest of a long question. R@10 on LoCoMo's development half, with
     * the semantic signal at 0.35: 71.7 with 10, 71.3 with 15, 70.5 with 20; relative to the maximum score of the
     * question's words, 69.0.
     */
    private static final double CERTAIN = 5.6;

    /** The maximum number of words of a question; Lucene rejects more than 1,024, and 256 words are specific enough. */
    private static final int MAX_WORDS = 256;

    /**
     * The inverse share of documents from which a word is common. A common word retrieves no documents by itself if a
     * scope cannot be scanned completely, but counts for documents that other words retrieve: 19.0 instead of 23.7 ms
     * in 200,000 turns of one user.
     */
    private static final int COMMON = 20;

    private KeywordQuery() {}

    /** {@return a query for each word of a question, and for each entity that it refers to} */
    static List<Query> words(IndexQuery query) {
        List<Query> words = new ArrayList<>();
        query.hints().entities().stream()
                .filter(IndexFields::fits)
                .sorted()
                .limit(MAX_WORDS)
                .forEach(name -> words.add(new TermQuery(new Term(IndexFields.ENTITY, name))));
        for (String word : MultilingualAnalyzer.queryTerms(query.text(), MAX_WORDS)) {
            if (CjkTermQuery.is(word)) {
                CjkTermQuery.query(word).ifPresent(words::add);
            } else {
                words.add(new TermQuery(new Term(IndexFields.TEXT, word)));
            }
        }
        return List.copyOf(words);
    }

    /**
     * {@return a query that matches any of the rare words, or any word if all are common}
     *
     * @param words the words of a question
     * @param index the index to search
     */
    static Query any(List<Query> words, IndexReader index) throws IOException {
        List<Query> rare = new ArrayList<>();
        for (Query word : words) {
            if (!(word instanceof TermQuery term) || documentFrequency(term, index) <= index.maxDoc() / COMMON) {
                rare.add(word);
            }
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        (rare.isEmpty() ? words : rare).forEach(word -> any.add(word, Occur.SHOULD));
        return any.build();
    }

    /** {@return the number of documents with a word, without a lookup if the query has the term's states} */
    static int documentFrequency(TermQuery word, IndexReader index) throws IOException {
        TermStates states = word.getTermStates();
        return states == null ? index.docFreq(word.getTerm()) : states.docFreq();
    }

    /**
     * {@return the rarity of a word: 1 if a single document has it, near 0 if all have it}
     *
     * @param documentFrequency the number of documents with the word
     * @param documents the total number of documents
     */
    static float rarity(double documentFrequency, double documents) {
        return (float) (idf(documentFrequency, documents) / idf(1, Math.max(1, documents)));
    }

    /** Returns the inverse document frequency as in BM25, which is positive even for a word in every document. */
    static double idf(double documentFrequency, double documents) {
        return Math.log1p((documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
    }

    /** {@return a BM25 score relative to that of a certain match, 0 to 1} */
    static double calibrated(float score) {
        return Math.min(1, score / CERTAIN);
    }
}
