// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.ledger.StatementOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The position of a claim in a chain. The order of a chain is that in which its members were said, not that in which
 * they hold: the time of an event is not the time at which it was said.
 *
 * @param before the members that were said before the claim and not retracted, in the order of the chain
 * @param after the members that were said after the claim, or the last one that was denied
 */
record ChainPosition(List<Memory> before, List<Memory> after) {

    /**
     * {@return the position of a claim in a chain}
     *
     * @param order when the claim was said
     * @param members the members of the chain, see {@link MemoryChains#members}
     * @param chains the chains, which know when the members were said
     */
    static ChainPosition of(StatementOrder order, List<Memory> members, MemoryChains chains) {
        int at = members.size();
        while (at > 0 && chains.lastSaid(members.get(at - 1)).isAfter(order)) {
            at--;
        }
        return new ChainPosition(
                members.subList(0, at).stream()
                        .filter(memory -> memory.retractedAt() == null)
                        .toList(),
                members.subList(at, members.size()));
    }

    /** {@return the member that the claim supersedes, or null if the claim is the first} */
    @Nullable
    Memory previous() {
        return before.isEmpty() ? null : before.get(before.size() - 1);
    }

    /** {@return the member that supersedes the claim, or null if the claim is the last} */
    @Nullable
    Memory next() {
        return after.isEmpty() ? null : after.get(0);
    }

    /** {@return whether the claim is the last of the chain} */
    boolean last() {
        return after.isEmpty();
    }
}
