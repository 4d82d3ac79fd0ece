// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

import dev.memoir.MalformedReplyException;
import dev.memoir.StoredTurn;
import java.util.List;

/**
 * Extracts facts from turns. Turns wait for extraction in the ledger, where they are already committed and searchable.
 * The result is a proposal, which is checked and resolved before anything is stored. Implementations are thread-safe.
 */
public interface FactExtractor {

    /** {@return the name and version of this extractor, stored with every memory that it proposed} */
    String id();

    /**
     * Proposes changes to the memory.
     *
     * @param request the turns, and the known facts
     * @return the proposals
     * @throws MalformedReplyException if no part of a model's reply can be parsed
     * @throws dev.memoir.llm.PromptRejectedException if a model rejects the prompt, and would reject it again
     * @throws RuntimeException if a model cannot be reached; the call is retried later
     */
    ExtractionResult extract(ExtractionRequest request);

    /**
     * {@return the parts of turns that the extractor reads} Their token count decides how many turns go into one call.
     *
     * @param turns consecutive turns of one conversation
     */
    default List<StoredTurn> excerpts(List<StoredTurn> turns) {
        return turns;
    }
}
