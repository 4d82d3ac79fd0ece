// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import dev.memoir.rerank.Reranker;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adapts any LangChain4j scoring model, such as a cross-encoder or Cohere's, to a reranker. A turn is scored with its
 * speaker as a prefix, as it is embedded. Thread-safe if the model is.
 */
public final class LangChain4jReranker implements Reranker {

    private final ScoringModel model;
    private final int depth;

    /**
     * Creates a reranker.
     *
     * @param model the model that scores the best hits, in one call per search
     */
    public LangChain4jReranker(ScoringModel model) {
        this(model, DEFAULT_DEPTH);
    }

    /**
     * Creates a reranker.
     *
     * @param model the model that scores the best hits, in one call per search
     * @param depth the number of best hits to score, at least 2
     */
    public LangChain4jReranker(ScoringModel model, int depth) {
        if (depth < 2) {
            throw new IllegalArgumentException("The depth must be at least 2, was " + depth);
        }
        this.model = model;
        this.depth = depth;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model does not score every item
     */
    @Override
    public List<Integer> order(String query, List<? extends MemoryItem> items) {
        List<Double> scores = model.scoreAll(
                        items.stream()
                                .map(LangChain4jReranker::text)
                                .map(TextSegment::from)
                                .toList(),
                        query)
                .content();
        if (scores.size() != items.size()) {
            throw new IllegalStateException(
                    "The scoring model returned " + scores.size() + " scores for " + items.size() + " texts.");
        }
        return IntStream.range(0, scores.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer place) -> score(scores.get(place)))
                        .reversed())
                .toList();
    }

    @Override
    public int depth() {
        return depth;
    }

    /** Ranks an item without a valid score last. */
    private static double score(double score) {
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }

    private static String text(MemoryItem item) {
        return item instanceof StoredTurn recorded && recorded.turn().speaker() != null
                ? recorded.turn().speaker() + ": " + item.text()
                : item.text();
    }
}
