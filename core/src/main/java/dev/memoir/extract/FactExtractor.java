package dev.memoir.extract;

import dev.memoir.RecordedTurn;
import java.util.List;

/**
 * Draws facts from turns. Turns wait for it in the ledger ({@link dev.memoir.ledger.Ledger#pending}), where they are
 * committed and searchable long before; what it returns is a proposal, checked before anything is stored. Implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface FactExtractor {

    /**
     * Proposes facts.
     *
     * @param turns pending turns of one conversation, in order, at least one
     * @return what they tell, in any order; empty if nothing is worth keeping
     */
    List<CandidateFact> extract(List<RecordedTurn> turns);
}
