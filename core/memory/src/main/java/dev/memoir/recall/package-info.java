/**
 * Ranks the candidates of an index and packs the best of them into a prompt block.
 *
 * <p>{@link dev.memoir.recall.Ranker} scores candidates by a weighted sum of signals (the implementations of {@code
 * Signal}); {@link dev.memoir.recall.ContextPacker} and {@link dev.memoir.recall.ProfilePacker} fit items into a token
 * budget; {@link dev.memoir.recall.RecalledBlock} writes and parses the block.
 *
 * <p>Everything here is a pure function of its arguments: no I/O, no clock, no shared mutable state except for the
 * token cache of {@link dev.memoir.recall.TokenCounter}.
 */
@NullMarked
package dev.memoir.recall;

import org.jspecify.annotations.NullMarked;
