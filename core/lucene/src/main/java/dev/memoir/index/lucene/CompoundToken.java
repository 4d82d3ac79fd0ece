package dev.memoir.index.lucene;

/**
 * A stretch of a text that is one name although it holds marks at which words end.
 *
 * @param start its first character
 * @param end behind its last
 * @param kind what becomes of the words in it
 */
record CompoundToken(int start, int end, Kind kind) {

    /** Whether the words within a form are words too. */
    enum Kind {

        /** They are not: C++ is no C, .NET no net. */
        SOLID,

        /** They find it, but it does not find them: silva finds silva@example.com, which finds no other address. */
        MADE_OF_WORDS,

        /** As above, but the plain words it begins with are asked for too: COVID-19 finds covid, not 19. */
        NUMBERED
    }
}
