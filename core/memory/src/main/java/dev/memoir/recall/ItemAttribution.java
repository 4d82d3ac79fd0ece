package dev.memoir.recall;

import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import org.jspecify.annotations.Nullable;

/**
 * Who a thing recalled comes from.
 *
 * @param turn whether it is a turn
 * @param source as it stands in a block, see {@link ItemFormatter#source}
 * @param voice who said it, or said so; null if that is unknown
 */
record ItemAttribution(
        boolean turn, String source, @Nullable String voice) {

    static ItemAttribution of(MemoryItem item) {
        return item instanceof StoredTurn recorded
                ? new ItemAttribution(
                        true, ItemFormatter.source(item), recorded.turn().speaker())
                : new ItemAttribution(false, ItemFormatter.source(item), ((Memory) item).attributedTo());
    }

    /** {@return whether two things may have been told by the same: a memory of unknown origin by anyone} */
    boolean mayBe(ItemAttribution other) {
        return turn == other.turn
                ? source.equals(other.source)
                : voice == null || other.voice == null || voice.equals(other.voice);
    }
}
