// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.ScoreComponent;
import dev.memoir.SearchHit;
import dev.memoir.StoredTurn;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A turn or memory, as sent to the page.
 *
 * @param id the id
 * @param type {@code turn} or {@code memory}
 * @param source the speaker, or the kind of memory
 * @param text the text
 * @param at the time that it refers to
 * @param conversation the conversation of a turn; null for a memory
 * @param match the match with the query; null in a list
 */
record ItemView(
        String id,
        String type,
        String source,
        String text,
        Instant at,
        @Nullable String conversation,
        @Nullable Match match) {

    /**
     * The reason why an item was recalled.
     *
     * @param score the score, 0 to 1
     * @param shares the contribution of each signal, which add up to the score
     */
    record Match(double score, List<ScoreComponent> shares) {}

    static ItemView of(MemoryItem item) {
        return of(item, null);
    }

    static ItemView of(SearchHit hit) {
        return of(hit.item(), new Match(hit.score(), hit.explanation()));
    }

    private static ItemView of(MemoryItem item, @Nullable Match match) {
        if (item instanceof StoredTurn turn) {
            String role = turn.turn().role().name().toLowerCase(Locale.ROOT);
            return new ItemView(item.id(), "turn", role, item.text(), item.at(), turn.conversation(), match);
        }
        String kind = ((Memory) item).kind().name().toLowerCase(Locale.ROOT);
        return new ItemView(item.id(), "memory", kind, item.text(), item.at(), null, match);
    }
}
