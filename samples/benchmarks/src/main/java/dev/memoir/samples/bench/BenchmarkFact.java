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
 * @param kind its kind
 * @param subject whom it is about, or null
 * @param entities the names in it
 * @param valid when it holds
 * @param recordedAt when it was said
 * @param sources its sources, at least one
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
     * @param dialogId the turn
     * @param quote the part of it that states the fact
     */
    record FactSource(String dialogId, String quote) {}
}
