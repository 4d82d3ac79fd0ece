// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

import java.util.List;

/**
 * The proposals that an extractor made for a batch of turns.
 *
 * @param proposals the proposals, in the order in which they are to be resolved; empty if nothing is worth remembering
 * @param unreadable one line about each part of the reply that could not be parsed; the other parts are used
 * @param tokens the number of tokens (cl100k) of prompt and reply, 0 if no model was called
 */
public record ExtractionResult(List<Proposal> proposals, List<String> unreadable, int tokens) {

    /** Copies the lists. */
    public ExtractionResult {
        proposals = List.copyOf(proposals);
        unreadable = List.copyOf(unreadable);
    }
}
