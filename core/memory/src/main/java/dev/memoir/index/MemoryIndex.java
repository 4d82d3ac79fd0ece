// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.ErasureLevel;
import dev.memoir.MemoryIndexException;
import java.util.Collection;
import java.util.List;

/**
 * Finds candidates. An index is a projection of a ledger: if it is lost, it is filled again from the change feed.
 * Implementations are thread-safe; {@link #position}, {@link #apply}, {@link #reset} and {@link #purge} are called by
 * one thread at a time.
 *
 * <p>All methods throw {@link MemoryIndexException} if the index cannot be read or written.
 */
public interface MemoryIndex extends AutoCloseable {

    /** {@return the last applied position, {@link IndexPosition#NONE} for a new index} */
    IndexPosition position();

    /**
     * Empties the index.
     *
     * @param start the position to follow from
     */
    void reset(IndexPosition start);

    /**
     * Applies changes, which the next search sees. They become durable together with the position, immediately or
     * later.
     *
     * @param changes the changes in the order of the feed, each document at most once
     * @param upTo the position after the changes
     */
    void apply(List<IndexChange> changes, IndexPosition upTo);

    /**
     * Finds the best candidates by vector, the best by words, and those that match the query's hints.
     *
     * @param query the query
     * @return the union, in no particular order and without duplicates, each scored by vector and by words regardless
     *     of how it was found
     */
    List<Candidate> search(IndexQuery query);

    /**
     * Scores the turns at given positions as {@link #search} would.
     *
     * @param query the query to score for; positions that it does not admit are left out
     * @param positions the positions of the turns
     * @return the existing turns, in no particular order
     */
    List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions);

    /**
     * {@return whether words are matched} If not, every {@link Candidate#keyword} is 0, a query without a vector finds
     * nothing, and search results report it.
     */
    default boolean matchesWords() {
        return true;
    }

    /** Removes every trace of removed documents from the index's files, and makes all applied changes durable. */
    void purge();

    /** {@return what {@link #purge()} does with the bytes of removed documents} */
    default ErasureLevel erasure() {
        return ErasureLevel.REMOVED;
    }

    /** Makes all applied changes durable. */
    void flush();

    @Override
    void close();
}
