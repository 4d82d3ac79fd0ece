package dev.memoir.extract;

/**
 * Where a claim comes from.
 *
 * @param turnId the turn
 * @param quote the words of that turn that say so
 */
public record Citation(String turnId, String quote) {}
