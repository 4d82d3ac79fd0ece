/**
 * Extraction of facts, summaries and procedures from turns.
 * <p>A {@link dev.memoir.extract.FactExtractor} proposes changes to the memory;
 * {@link dev.memoir.extract.LlmFactExtractor} does so with one call of a language model per batch.
 * {@link dev.memoir.extract.ProposalValidator} checks every proposal before anything is stored: its quote, names,
 * numbers and dates must come from the cited turns. {@link dev.memoir.extract.Redactor} removes secrets from all texts
 * first. The checks are deterministic, make no lookups and call no model; a rejection is kept in the history with its
 * {@link dev.memoir.extract.Rejection.Reason reason}.
 */
@NullMarked
package dev.memoir.extract;

import org.jspecify.annotations.NullMarked;
