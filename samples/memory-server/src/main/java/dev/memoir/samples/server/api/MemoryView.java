// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memory.
 *
 * @param type {@code memory}
 * @param id the id
 * @param scope the scope it was written with
 * @param kind the kind
 * @param text the text
 * @param subject who or what it is about
 * @param attributedTo the speaker it is attributed to
 * @param origin the origin of the turns it was extracted from; of several the least trusted
 * @param entities the names that it mentions
 * @param validFrom since when it holds
 * @param validTo until when it holds
 * @param recordedAt when it was first recorded
 * @param updatedAt when it last changed
 * @param retractedAt when it was deleted or found to be wrong
 * @param supersedes the id of the memory that it replaced
 * @param supersededBy the id of the memory that replaced it
 * @param expiresAt the time from which it is hidden
 * @param suppressedAt the time since which it is hidden from recall
 * @param pinned whether it is exempt from retention rules
 * @param extractor the extractor; null if it was stored verbatim
 * @param metadata the application's metadata
 */
record MemoryView(
        String type,
        String id,
        ScopeView scope,
        MemoryKind kind,
        String text,
        @Nullable String subject,
        @Nullable String attributedTo,
        Origin origin,
        List<String> entities,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        Instant recordedAt,
        Instant updatedAt,
        @Nullable Instant retractedAt,
        @Nullable String supersedes,
        @Nullable String supersededBy,
        @Nullable Instant expiresAt,
        @Nullable Instant suppressedAt,
        boolean pinned,
        @Nullable String extractor,
        Map<String, Object> metadata)
        implements ItemView {

    /** The type of all memories. */
    static final String TYPE = "memory";

    static MemoryView of(Memory memory) {
        return new MemoryView(
                TYPE,
                memory.id(),
                ScopeView.of(memory.scope()),
                memory.kind(),
                memory.text(),
                memory.subject(),
                memory.attributedTo(),
                memory.origin(),
                memory.entities(),
                memory.valid().from(),
                memory.valid().to(),
                memory.recordedAt(),
                memory.updatedAt(),
                memory.retractedAt(),
                memory.supersedes(),
                memory.supersededBy(),
                memory.expiresAt(),
                memory.suppressedAt(),
                memory.pinned(),
                memory.extractor(),
                memory.metadata().asMap());
    }
}
