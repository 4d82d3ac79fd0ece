/**
 * The extension point for extraction of facts from turns.
 *
 * <p>A {@link dev.memoir.extract.FactExtractor} proposes changes to the memory as a list of
 * {@link dev.memoir.extract.Proposal}s, each with the {@link dev.memoir.extract.Citation}s that prove it. Every
 * proposal is validated before anything is stored; a rejection is kept in the history with its
 * {@link dev.memoir.extract.Rejection.Reason reason}. {@link dev.memoir.extract.ExtractionSettings} select what is
 * extracted and from whom, and a {@link dev.memoir.extract.Redactor} removes secrets from all texts first.
 */
@NullMarked
package dev.memoir.extract;

import org.jspecify.annotations.NullMarked;
