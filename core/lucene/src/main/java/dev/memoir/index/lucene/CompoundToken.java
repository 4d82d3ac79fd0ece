// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

/**
 * A range of a text that is one name although it contains word separators.
 *
 * @param start the index of its first character
 * @param end the index after its last character
 * @param kind how the words within it are treated
 */
record CompoundToken(int start, int end, Kind kind) {

    /** How the words within a compound are treated. */
    enum Kind {

        /** They are not words: C++ is not C, and .NET is not net. */
        SOLID,

        /**
         * They match the compound, but not vice versa: silva matches silva@example.com, which matches no other address.
         */
        MADE_OF_WORDS,

        /** As above, but a query also contains the leading words: COVID-19 matches covid, but not 19. */
        NUMBERED
    }
}
