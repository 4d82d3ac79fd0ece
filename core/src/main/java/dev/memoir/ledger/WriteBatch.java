package dev.memoir.ledger;

import dev.memoir.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction records.
 *
 * @param scope whose
 * @param conversation the conversation of the turns
 * @param turns in order; their sequence continues the conversation's
 * @param memories in order
 * @param embedderId the vector space of the vectors
 * @param recordedAt now
 * @param request the request's name, or null
 * @param instructions what is asked of the extraction of these turns, or null
 */
public record WriteBatch(
        Scope scope,
        String conversation,
        List<NewTurn> turns,
        List<NewMemory> memories,
        String embedderId,
        Instant recordedAt,
        @Nullable RequestKey request,
        @Nullable String instructions) {

    /** Copies the lists. */
    public WriteBatch {
        turns = List.copyOf(turns);
        memories = List.copyOf(memories);
    }
}
