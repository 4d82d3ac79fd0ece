// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

/**
 * A piece of evidence, and where the ranking has it.
 *
 * @param turn the turn
 * @param rank the rank, from 1; 0 if it is not among the first {@value RecallTable#DEPTH}
 */
public record ExpectedTurn(SaidTurn turn, int rank) {}
