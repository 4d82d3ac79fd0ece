// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.MemoryEvent;
import dev.memoir.extract.Citation;
import java.util.List;

/**
 * A proposal that validation rejected, recorded with its reason.
 *
 * @param event an event of type {@link MemoryEvent.Type#REJECT}
 * @param sources the citations of the proposal
 */
public record RejectedProposal(MemoryEvent event, List<Citation> sources) {

    /** Copies the sources. */
    public RejectedProposal {
        sources = List.copyOf(sources);
    }
}
