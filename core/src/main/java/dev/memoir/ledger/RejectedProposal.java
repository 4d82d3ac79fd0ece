package dev.memoir.ledger;

import dev.memoir.MemoryEvent;
import dev.memoir.extract.Citation;
import java.util.List;

/**
 * A proposal that was rejected, to be noted with its reason.
 *
 * @param event of the type {@link MemoryEvent.Type#REJECT}
 * @param sources the turns that it was drawn from
 */
public record RejectedProposal(MemoryEvent event, List<Citation> sources) {

    /** Copies the sources. */
    public RejectedProposal {
        sources = List.copyOf(sources);
    }
}
