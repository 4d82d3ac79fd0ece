package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something known: a fact, a preference, an event, a summary, a procedure.
 *
 * @param id a UUID of version 7
 * @param scope the scope it was written with
 * @param kind what sort of thing it tells
 * @param text the words
 * @param attributedTo who said so, or null if unknown
 * @param validFrom from when it holds, or null if unknown
 * @param validTo until when it holds (exclusive), or null if it still does
 * @param recordedAt when it was first recorded; an update keeps it
 * @param updatedAt when it last changed
 * @param retractedAt when it was deleted; null while it stands
 * @param expiresAt from when it is hidden, or null for never
 * @param metadata what the application notes beside it
 */
public record Memory(
        String id,
        Scope scope,
        MemoryKind kind,
        String text,
        @Nullable String attributedTo,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        Instant recordedAt,
        Instant updatedAt,
        @Nullable Instant retractedAt,
        @Nullable Instant expiresAt,
        Metadata metadata)
        implements Recalled {

    @Override
    public Instant at() {
        return validFrom == null ? recordedAt : validFrom;
    }

    /**
     * {@return whether it is hidden from a search at this time}
     *
     * @param now the reference instant
     */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
