// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.MemoryEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a history.
 *
 * @param id the id, for undo
 * @param operation the id that all steps of one operation have in common
 * @param itemId the id of the memory or turn; null for a rejected proposal
 * @param type what happened
 * @param oldText the text before
 * @param newText the text after
 * @param why the reason
 * @param actor who caused it: {@code api}, or the extractor
 * @param at when it happened
 */
record EventView(
        String id,
        String operation,
        @Nullable String itemId,
        MemoryEvent.Type type,
        @Nullable String oldText,
        @Nullable String newText,
        @Nullable String why,
        String actor,
        Instant at) {

    static EventView of(MemoryEvent event) {
        return new EventView(
                event.id(),
                event.operation(),
                event.memoryId(),
                event.type(),
                event.oldText(),
                event.newText(),
                event.reason(),
                event.actor(),
                event.at());
    }
}
