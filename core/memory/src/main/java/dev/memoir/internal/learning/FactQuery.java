// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import org.jspecify.annotations.Nullable;

/**
 * A query for known facts.
 *
 * @param text the words to search for
 * @param vector the vector to search for, of length 1, or null while the embedder fails
 */
@SuppressWarnings("ArrayRecordComponent")
public record FactQuery(String text, float @Nullable [] vector) {}
