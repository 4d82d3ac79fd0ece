package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What facts are drawn from.
 *
 * @param before the turns just before, in order, to understand the pending ones by; no fact may come from them alone
 * @param turns pending turns of one conversation, in order, at least one
 * @param known the known facts nearest to the turns, which an update or delete may name
 * @param instructions what the caller asks to look for in these turns, or null
 */
public record ExtractionRequest(
        List<RecordedTurn> before,
        List<RecordedTurn> turns,
        List<Memory> known,
        @Nullable String instructions) {

    /** Copies the lists. */
    public ExtractionRequest {
        before = List.copyOf(before);
        turns = List.copyOf(turns);
        known = List.copyOf(known);
    }
}
