// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

/**
 * The vectors of one embedder in a ledger.
 *
 * @param embedderId the id of the embedder
 * @param dimension the smallest number of dimensions among them
 * @param items the number of turns and memories that have one
 */
public record StoredVectors(String embedderId, int dimension, long items) {}
