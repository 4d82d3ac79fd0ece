/**
 * Splits long texts into passages that fit into one input of an embedder.
 *
 * <p>{@link dev.memoir.internal.passage.PassageSplitter} splits at Markdown blocks, lines, sentences, words and
 * characters; {@link dev.memoir.internal.passage.TextLength} measures texts of any script. Splitting is deterministic:
 * the same text gives the same passages everywhere.
 */
@NullMarked
package dev.memoir.internal.passage;

import org.jspecify.annotations.NullMarked;
