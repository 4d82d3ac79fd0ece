package dev.memoir;

import java.util.List;

/**
 * What an add stored. When it is returned, everything in it is committed.
 *
 * @param turns the turns, in order
 * @param memories the memories stored verbatim, in order
 * @param replayed whether the idempotency key had been carried out before; then nothing was stored now, and this is what
 *     was stored then (less what was forgotten since)
 */
public record AddResult(List<RecordedTurn> turns, List<Memory> memories, boolean replayed) {

    /** Copies the lists. */
    public AddResult {
        turns = List.copyOf(turns);
        memories = List.copyOf(memories);
    }
}
