/**
 * Reranking of the best hits of a search.
 *
 * <p>{@link dev.memoir.rerank.Reranker} is the SPI; {@link dev.memoir.rerank.LlmReranker} implements it with one call
 * of a language model. Reranking is optional: if it fails, the search keeps its original order.
 */
@NullMarked
package dev.memoir.rerank;

import org.jspecify.annotations.NullMarked;
