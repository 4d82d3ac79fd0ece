/**
 * The pipeline that turns pending turns into memories in the background.
 *
 * <p>{@link dev.memoir.internal.learning.LearningPipeline} is the entry. {@code LearningQueue} decides when a
 * conversation is worked on, and knows pauses, the daily token budget and what a model rejects; its {@code
 * LearningTask}s extract facts ({@code FactTask}) and summarise ({@code SummaryTask}). What is pending is in the
 * ledger. Facts of one batch of turns are validated, resolved and committed together, in the order of the
 * conversation. {@link dev.memoir.internal.learning.LearningContext} is the port to the surrounding memory.
 */
@NullMarked
package dev.memoir.internal.learning;

import org.jspecify.annotations.NullMarked;
