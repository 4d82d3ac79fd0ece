/**
 * The pipeline that turns pending turns into memories in the background.
 *
 * <p>{@link dev.memoir.ingest.LearningPipeline} extracts, validates, resolves and commits the facts of one batch of
 * turns together, in the order of the conversation, and summarises conversations. While a model is not available, turns
 * wait; a turn that a model rejects is parked alone. {@link dev.memoir.ingest.LearningSettings} and
 * {@link dev.memoir.ingest.SummarySettings} control batches, pauses and the daily token budget.
 * {@link dev.memoir.ingest.LearningContext} is the port to the surrounding memory.
 */
@NullMarked
package dev.memoir.ingest;

import org.jspecify.annotations.NullMarked;
