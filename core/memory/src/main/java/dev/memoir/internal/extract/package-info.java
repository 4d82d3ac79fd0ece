/**
 * Extraction with a language model, and the checks that every proposal has to pass.
 *
 * <p>{@link dev.memoir.internal.extract.LlmFactExtractor} makes one call of a language model per batch.
 * {@link dev.memoir.internal.extract.ProposalValidator} runs the checks ({@code …Check}): a proposal's quote, names,
 * numbers and dates must come from the cited turns. {@code SecretRedactor} removes secrets. The checks are
 * deterministic, make no lookups and call no model.
 */
@NullMarked
package dev.memoir.internal.extract;

import org.jspecify.annotations.NullMarked;
