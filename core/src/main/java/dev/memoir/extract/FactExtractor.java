package dev.memoir.extract;

import dev.memoir.MalformedReplyException;
import dev.memoir.RecordedTurn;
import java.util.List;

/**
 * Draws facts from turns. Turns wait for it in the ledger, where they are committed and searchable long before; what it
 * returns is a proposal, checked and resolved before anything is stored. Implementations are thread-safe.
 */
public interface FactExtractor {

    /** {@return name and version, kept with every memory that it proposed} */
    String id();

    /**
     * Proposes what to do.
     *
     * @param request the turns, and what is known
     * @return the proposals
     * @throws MalformedReplyException if a model answered with something that cannot be read at all
     * @throws dev.memoir.llm.PromptRejectedException if a model rejects what it is asked, and would reject it again
     * @throws RuntimeException if a model cannot be reached; it is asked again later
     */
    ExtractionResult extract(ExtractionRequest request);

    /**
     * {@return what the extractor reads of turns} Its tokens decide how many turns go into one call.
     *
     * @param turns turns of one conversation that follow each other
     */
    default List<RecordedTurn> excerpts(List<RecordedTurn> turns) {
        return turns;
    }
}
