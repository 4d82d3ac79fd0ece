// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.MemoryItem;
import dev.memoir.SearchHit;
import dev.memoir.SearchResult;
import dev.memoir.prompt.RecalledBlock;
import dev.memoir.prompt.RecalledBlock.Line;
import java.util.List;

/**
 * Selects the hits that the model received: a block contains what fits its token budget, and other hits do not count.
 */
final class ContextHits {

    private ContextHits() {}

    /**
     * {@return the hits that the block states, best first, including those stated by the line of another, for example a
     * fact by its source turn}
     */
    static List<ItemView> in(SearchResult recollection) {
        return recollection.hits().stream()
                .filter(SearchHit::inContext)
                .map(ItemView::of)
                .toList();
    }

    /** Returns the text as the block shows it. */
    static String line(MemoryItem item) {
        return RecalledBlock.read(RecalledBlock.withIds(List.of(item), Integer.MAX_VALUE)).stream()
                .map(Line::text)
                .findFirst()
                .orElse("");
    }
}
