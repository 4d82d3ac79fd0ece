// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import java.util.Map;

/**
 * A search hit of a vector store.
 *
 * @param id the id of the document
 * @param metadata the document's metadata; the store may have changed the type of numbers
 * @param score the similarity, higher is nearer: the cosine, or (1 + cosine) / 2
 */
public record VectorHit(String id, Map<String, ?> metadata, double score) {}
