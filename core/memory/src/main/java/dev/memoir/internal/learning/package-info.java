/**
 * The pipeline that turns pending turns into memories in the background.
 *
 * <p>{@link dev.memoir.internal.learning.LearningPipeline} extracts, validates, resolves and commits the facts of one batch of
 * turns together, in the order of the conversation, and summarises conversations. While a model is not available, turns
 * wait; a turn that a model rejects is parked alone. {@link dev.memoir.learning.LearningSettings} and
 * {@link dev.memoir.learning.SummarySettings} control batches, pauses and the daily token budget.
 * {@link dev.memoir.internal.learning.LearningContext} is the port to the surrounding memory.
 */
@NullMarked
package dev.memoir.internal.learning;

import org.jspecify.annotations.NullMarked;
