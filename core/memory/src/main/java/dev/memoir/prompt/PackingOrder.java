// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import dev.memoir.MemoryItem;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The order in which items are offered to a context: by the information they add relative to their length. The best hit
 * always comes first. Any other item counts with its score, reduced by its length, and further once other lines state
 * it ({@link SourceOverlap#gain}). Confined to one packing.
 */
final class PackingOrder {

    /**
     * The exponent of the length by which an item's score is divided, so that facts of a long answer precede the
     * answer. For whole turns and facts of BEAM's development conversation, evidence within 500, 1,000 and 2,000 tokens
     * is 63.0, 68.7 and 71.9 % at 0, 67.6, 71.5 and 77.5 % at 0.04, and 67.6, 73.3 and 77.5 % at 0.06; on LoCoMo 86.2,
     * 91.2 and 94.8 % at 0.04, and 86.1, 91.3 and 95.2 % at 0.06.
     */
    private static final double LENGTH = 0.05;

    /** The approximate maximum length of a line in characters: longer turns appear as excerpts of up to 300 tokens. */
    private static final int LONGEST = 1_200;

    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingDouble(Entry::gain).reversed().thenComparing(Entry::rank);

    private final PriorityQueue<Entry> queue = new PriorityQueue<>(BEST_FIRST);
    private final SourceOverlap overlap;
    private final double least;

    /**
     * Creates the order.
     *
     * @param bestFirst the items; a reranker may have changed their order by score
     * @param overlap the overlap between the items
     */
    PackingOrder(List<? extends MemoryItem> bestFirst, SourceOverlap overlap) {
        this.overlap = overlap;
        double[] ascending = bestFirst.stream()
                .mapToDouble(item -> overlap.score(item.id()))
                .sorted()
                .toArray();
        double lowest = Double.MAX_VALUE;
        for (int rank = 0; rank < ascending.length; rank++) {
            MemoryItem item = bestFirst.get(rank);
            double worth = ascending[ascending.length - 1 - rank];
            if (rank > 0) {
                worth /= Math.pow(1.0 + Math.min(item.text().length(), LONGEST), LENGTH);
            }
            lowest = Math.min(lowest, worth);
            queue.add(new Entry(item, rank, worth, worth));
        }
        least = lowest;
    }

    /**
     * An item that has not been offered yet.
     *
     * @param rank the item's rank in the original order
     * @param worth the value of the item while no line states it
     * @param gain the value of the item when it was queued
     */
    private record Entry(MemoryItem item, int rank, double worth, double gain) {}

    /**
     * {@return the item that adds most, or null if none is left} A covered item that adds less than every hit is left
     * out.
     */
    @Nullable
    MemoryItem next() {
        while (!queue.isEmpty()) {
            Entry best = queue.remove();
            double gain = best.worth() * overlap.gain(best.item().id());
            if (gain == best.gain()) {
                return best.item();
            }
            if (gain >= least || overlap.coveredBy(best.item().id()).isEmpty()) {
                queue.add(new Entry(best.item(), best.rank(), best.worth(), gain));
            }
        }
        return null;
    }
}
