/**
 * Background writes and recalls with a timeout, shared by all framework integrations.
 *
 * <p>{@link dev.memoir.capture.TurnWriter} writes turns in the background, in the order of each conversation, with
 * retries and back-pressure. {@link dev.memoir.capture.RecallExecutor} runs recalls with a timeout, so that a hanging
 * memory does not block a chat. There is one of each per memory, and both are closed with it.
 */
@NullMarked
package dev.memoir.capture;

import org.jspecify.annotations.NullMarked;
