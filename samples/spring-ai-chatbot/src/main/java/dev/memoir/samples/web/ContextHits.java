package dev.memoir.samples.web;

import dev.memoir.MemoryItem;
import dev.memoir.SearchHit;
import dev.memoir.SearchResult;
import dev.memoir.recall.RecalledBlock;
import dev.memoir.recall.RecalledBlock.Line;
import java.util.List;

/** Which hits the model got to see: a block holds what fits its token budget, and the rest of the hits does not count. */
final class ContextHits {

    private ContextHits() {}

    /** {@return what the block states, best first; also what another line states, as a turn does the fact extracted from it} */
    static List<ItemView> in(SearchResult recollection) {
        return recollection.hits().stream()
                .filter(SearchHit::inContext)
                .map(ItemView::of)
                .toList();
    }

    /** The words as a block shows them. */
    static String line(MemoryItem item) {
        return RecalledBlock.read(RecalledBlock.withIds(List.of(item), Integer.MAX_VALUE)).stream()
                .map(Line::text)
                .findFirst()
                .orElse("");
    }
}
