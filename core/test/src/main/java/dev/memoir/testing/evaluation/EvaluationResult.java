// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of an evaluation: figures, and what was found for each question. It contains the text of the questions, of
 * their evidence and of the turns that were found instead.
 *
 * @param name the name of the configuration
 * @param set the name of the set
 * @param settings the settings of the configuration, in order
 * @param chats the number of chats
 * @param turns the number of turns
 * @param questions the questions, in order
 * @param relevance how well questions that the memory answers are distinguished from others
 * @param extraction what a language model extracted; null without one
 * @param times the times of searches
 */
public record EvaluationResult(
        String name,
        String set,
        Map<String, String> settings,
        int chats,
        int turns,
        List<QuestionResult> questions,
        RelevanceFigures relevance,
        @Nullable ExtractionFigures extraction,
        SearchTimes times) {

    /**
     * Copies the collections.
     *
     * @throws InvalidInputException if no question is answerable
     */
    public EvaluationResult {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        questions = List.copyOf(questions);
        if (questions.stream().noneMatch(QuestionResult::answerable)) {
            throw new InvalidInputException("No question of " + set + " has evidence, so there is no recall to measure."
                    + " Add questions with the turns that answer them.");
        }
    }

    /**
     * {@return the mean share of the evidence among the first k turns}
     *
     * @param k the depth, 1 to {@value RecallTable#DEPTH}
     */
    public double recallAt(int k) {
        return recall().recall(RecallTable.OVERALL, depth(k));
    }

    /**
     * {@return the recall of one category's questions}
     *
     * @param k the depth, 1 to {@value RecallTable#DEPTH}
     * @param category a category that some answerable question has
     */
    public double recallAt(int k, String category) {
        return recall().recall(category, depth(k));
    }

    /**
     * {@return the recall with its confidence interval: how much it would vary with other questions of this kind}
     *
     * @param k the depth, 1 to {@value RecallTable#DEPTH}
     */
    public BootstrapInterval recallIntervalAt(int k) {
        int depth = depth(k);
        return BootstrapInterval.of(answerable().stream()
                .mapToDouble(question -> question.ranks().recallAt(depth))
                .toArray());
    }

    /** {@return recall by category} */
    public RecallTable recall() {
        RecallTable table = new RecallTable();
        answerable().forEach(question -> table.add(question.category(), question.ranks()));
        return table;
    }

    /** {@return the evidence within token budgets} */
    public ContextTable contexts() {
        ContextTable table = new ContextTable();
        questions.forEach(question -> question.contexts().forEach(table::add));
        return table;
    }

    /**
     * {@return the mean share of the evidence that a context states}
     *
     * @param tokens its token budget, one of {@link ContextTable#BUDGETS}
     */
    public double evidenceWithin(int tokens) {
        return contexts().evidence(tokens);
    }

    /** {@return the mean number of tokens that the context of an answerable question costs} */
    public double contextTokens() {
        return relevance.ownTokens();
    }

    /** {@return the questions with evidence} */
    public List<QuestionResult> answerable() {
        return questions.stream().filter(QuestionResult::answerable).toList();
    }

    /**
     * {@return the questions of which some evidence is not among the first k turns, those with the least recall first}
     *
     * @param k the depth, 1 to {@value RecallTable#DEPTH}
     */
    public List<QuestionResult> missedAt(int k) {
        int depth = depth(k);
        return answerable().stream()
                .filter(question -> !question.ranks().allAt(depth))
                .sorted(Comparator.comparingDouble(question -> question.ranks().recallAt(depth)))
                .toList();
    }

    /**
     * Writes the result as JSON.
     *
     * @param file the file; replaced if it exists
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        ResultFile.write(this, file);
    }

    /**
     * Reads a result.
     *
     * @param file a file that {@link #write} wrote
     * @return the result
     * @throws InvalidInputException if it is no such file
     * @throws IOException if it cannot be read
     */
    public static EvaluationResult read(Path file) throws IOException {
        return ResultFile.read(file);
    }

    private static int depth(int k) {
        if (k < 1 || k > RecallTable.DEPTH) {
            throw new InvalidInputException(
                    "Recall is measured at depths from 1 to " + RecallTable.DEPTH + ", not at " + k + ".");
        }
        return k;
    }
}
