package dev.memoir.extract;

import java.util.List;

/**
 * What an extractor drew from turns.
 *
 * @param proposals in the order in which they are to be resolved; empty if nothing is worth keeping
 * @param unreadable a line about each part of the reply that could not be read; what could be read stands
 * @param tokens how many tokens (of cl100k) the prompt and the reply took, 0 if no model was asked
 */
public record ExtractionResult(List<Proposal> proposals, List<String> unreadable, int tokens) {

    /** Copies the lists. */
    public ExtractionResult {
        proposals = List.copyOf(proposals);
        unreadable = List.copyOf(unreadable);
    }
}
