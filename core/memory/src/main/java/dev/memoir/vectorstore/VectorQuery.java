// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

/**
 * A query text with its embedding. Some stores use the text, others the vector.
 *
 * @param text the text
 * @param vector its embedding, of length 1
 */
public record VectorQuery(String text, float[] vector) {}
