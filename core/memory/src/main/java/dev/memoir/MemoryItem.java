package dev.memoir;

import java.time.Instant;

/** What a search can find: a turn as it was said, or a memory. */
public sealed interface MemoryItem permits StoredTurn, Memory {

    /** {@return the id, a UUID of version 7 minted by Memoir} */
    String id();

    /** {@return the scope it was written with} */
    Scope scope();

    /** {@return the words} */
    String text();

    /** {@return what the application noted beside it} */
    Metadata metadata();

    /** {@return the time it tells of: when a turn was said, when a memory's fact holds from or else was recorded} */
    Instant at();
}
