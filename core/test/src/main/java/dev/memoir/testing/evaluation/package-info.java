/**
 * Measures recall on an application's own conversations, or on LoCoMo and BEAM.
 *
 * <p>An {@link dev.memoir.testing.evaluation.EvaluationSet} has conversations and questions whose evidence, the turns
 * that answer them, is known. An {@link dev.memoir.testing.evaluation.Evaluation} adds the conversations to an empty
 * memory, asks the questions and returns an {@link dev.memoir.testing.evaluation.EvaluationResult}. Two results on the
 * same questions are compared by an {@link dev.memoir.testing.evaluation.EvaluationComparison}, and an {@link
 * dev.memoir.testing.evaluation.HtmlReport} shows them.
 *
 * <p>Shares and probabilities are from 0 to 1, ranks count from 1. The benchmarks of Memoir use the same classes.
 */
@NullMarked
package dev.memoir.testing.evaluation;

import org.jspecify.annotations.NullMarked;
