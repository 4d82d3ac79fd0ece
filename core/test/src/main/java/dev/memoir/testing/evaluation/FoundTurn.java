// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

/**
 * A turn that the ranking has near its top.
 *
 * @param turn the turn
 * @param score its score, 0 to 1
 * @param evidence whether it is evidence
 */
public record FoundTurn(SaidTurn turn, double score, boolean evidence) {}
