package dev.memoir.index.flat;

/**
 * A text with its embedding. Some stores take one, some the other.
 *
 * @param text the words
 * @param vector their embedding, of length 1
 */
public record VectorQuery(String text, float[] vector) {}
