// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a conversation, as an extractor or the data set's authors stated it.
 *
 * @param text the fact
 * @param kind the kind
 * @param subject the subject, or null
 * @param entities the entities that it names
 * @param valid the validity
 * @param recordedAt the time at which it was said
 * @param sources the source turns, at least one
 */
record BenchmarkFact(
        String text,
        MemoryKind kind,
        @Nullable String subject,
        List<String> entities,
        Validity valid,
        Instant recordedAt,
        List<FactSource> sources) {

    /**
     * A turn that a fact was extracted from.
     *
     * @param dialogId the id of the turn
     * @param quote the part of the turn that states the fact
     */
    record FactSource(String dialogId, String quote) {}
}
