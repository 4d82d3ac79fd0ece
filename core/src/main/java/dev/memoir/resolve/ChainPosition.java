package dev.memoir.resolve;

import dev.memoir.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a claim in a chain. It follows what was said before it, whenever either holds: when something happens is not
 * when it was said.
 *
 * @param before the members that were said before it, which stand, in the order of the chain
 * @param after the members that were said after it, or the last one that was denied
 */
record ChainPosition(List<Memory> before, List<Memory> after) {

    /**
     * {@return the place of what was said at a time}
     *
     * @param said when it was said
     * @param line the members of the chain, see {@link MemoryChains#line}
     * @param chains when those were said
     */
    static ChainPosition of(StatementOrder said, List<Memory> line, MemoryChains chains) {
        int at = line.size();
        while (at > 0 && chains.lastSaid(line.get(at - 1)).isAfter(said)) {
            at--;
        }
        return new ChainPosition(
                line.subList(0, at).stream()
                        .filter(memory -> memory.retractedAt() == null)
                        .toList(),
                line.subList(at, line.size()));
    }

    /** {@return the member whose place it takes, or null if it is the first} */
    @Nullable
    Memory previous() {
        return before.isEmpty() ? null : before.get(before.size() - 1);
    }

    /** {@return the member that took its own place, or null if it is the last} */
    @Nullable
    Memory next() {
        return after.isEmpty() ? null : after.get(0);
    }

    /** {@return whether nothing was said after it} */
    boolean last() {
        return after.isEmpty();
    }
}
