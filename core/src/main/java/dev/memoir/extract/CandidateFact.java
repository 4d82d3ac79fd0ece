package dev.memoir.extract;

import dev.memoir.MemoryKind;

/**
 * A fact that an extractor proposes.
 *
 * @param kind what sort of thing it tells
 * @param text the fact, self-contained
 * @param turnId the turn it comes from
 * @param quote the words of that turn that say so, verbatim
 */
public record CandidateFact(MemoryKind kind, String text, String turnId, String quote) {}
