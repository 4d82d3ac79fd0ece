// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/**
 * The share of one signal in a score.
 *
 * @param signal the name of the signal: {@code dense} (meaning), {@code keyword} (words), {@code neighbours},
 *     {@code answer}, {@code surroundings}, {@code conversation}, {@code subject}, {@code statement}, {@code role},
 *     {@code opening}, {@code time}, {@code recency}, {@code facts}. A search of the past has only {@code dense} and
 *     {@code keyword}
 * @param value the value that the signal measured, 0 to 1
 * @param share the share that it added to the score
 */
public record ScoreComponent(String signal, double value, double share) {}
