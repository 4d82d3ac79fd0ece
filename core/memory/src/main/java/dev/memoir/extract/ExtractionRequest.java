package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of one fact extraction: turns, their context and related memories.
 *
 * @param before the turns just before the pending ones, in order, as context; no fact may come from them alone
 * @param turns the pending turns of one conversation, in order, at least one
 * @param known the known facts most similar to the turns, which an update or delete may refer to
 * @param instructions the caller's instructions for these turns, or null
 */
public record ExtractionRequest(
        List<StoredTurn> before,
        List<StoredTurn> turns,
        List<Memory> known,
        @Nullable String instructions) {

    /** Copies the lists. */
    public ExtractionRequest {
        before = List.copyOf(before);
        turns = List.copyOf(turns);
        known = List.copyOf(known);
    }
}
