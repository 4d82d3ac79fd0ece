// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

/**
 * What a readable index holds.
 *
 * @param ledgerId the id of the ledger that it follows; empty if it has not followed any
 * @param embedderId the id of the embedder that made its vectors
 * @param dimension the dimension of its vectors
 * @param sequence the last applied change of the ledger's feed
 * @param documents the number of its documents
 * @param bytes the space on disk
 */
public record IndexState(
        String ledgerId, String embedderId, int dimension, long sequence, long documents, long bytes) {}
