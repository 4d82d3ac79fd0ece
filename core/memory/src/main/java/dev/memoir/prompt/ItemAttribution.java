// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import org.jspecify.annotations.Nullable;

/**
 * The source of an item.
 *
 * @param turn whether the item is a turn
 * @param source the source as it appears in a block, see {@link ItemFormatter#source}
 * @param voice the speaker of a turn or the person to whom a memory is attributed; null if unknown
 */
record ItemAttribution(
        boolean turn, String source, @Nullable String voice) {

    static ItemAttribution of(MemoryItem item) {
        return item instanceof StoredTurn recorded
                ? new ItemAttribution(
                        true, ItemFormatter.source(item), recorded.turn().speaker())
                : new ItemAttribution(false, ItemFormatter.source(item), ((Memory) item).attributedTo());
    }

    /** {@return whether two items may come from the same person; a memory of unknown origin may come from anyone} */
    boolean mayMatch(ItemAttribution other) {
        return turn == other.turn
                ? source.equals(other.source)
                : voice == null || other.voice == null || voice.equals(other.voice);
    }
}
