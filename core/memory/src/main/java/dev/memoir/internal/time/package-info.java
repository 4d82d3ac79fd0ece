/**
 * Finds the times that a text names, and returns them as ranges.
 *
 * <p>{@link dev.memoir.internal.time.TimeExpressions} is the entry point. A tokenizer splits the text, a vocabulary
 * finds words and phrases of several languages, and a small grammar of rules, one per kind of expression, reads the
 * longest time at each position. Reading takes linear time, never throws, and depends only on the text, the reference
 * time, the time zone and the {@link dev.memoir.internal.time.Hemisphere hemisphere}.
 */
@NullMarked
package dev.memoir.internal.time;

import org.jspecify.annotations.NullMarked;
