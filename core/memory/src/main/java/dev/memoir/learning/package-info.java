/**
 * Options of learning in the background: when facts are extracted and conversations are summarised, and what it may
 * cost.
 *
 * <p>{@link dev.memoir.learning.LearningSettings} and {@link dev.memoir.learning.SummarySettings} are given to
 * {@link dev.memoir.LongTermMemoryBuilder}. They are immutable; a value that makes no sense is rejected when it is set.
 */
@NullMarked
package dev.memoir.learning;

import org.jspecify.annotations.NullMarked;
