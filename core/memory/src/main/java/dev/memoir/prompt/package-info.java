/**
 * The texts that Memoir puts into a prompt: the block of recalled items, profiles, and excerpts of long turns.
 *
 * <p>{@link dev.memoir.prompt.ContextPacker} and {@link dev.memoir.prompt.ProfilePacker} fit items into a budget of
 * tokens, which {@link dev.memoir.prompt.TokenCounter} counts. {@link dev.memoir.prompt.TurnExcerpts} shortens long
 * turns to what matches a query; {@link dev.memoir.prompt.RecalledBlock} writes the block and recognises it in
 * messages. Everything here is a pure function of its arguments: no I/O, no clock.
 */
@NullMarked
package dev.memoir.prompt;

import org.jspecify.annotations.NullMarked;
