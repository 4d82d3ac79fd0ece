package dev.memoir.index;

import dev.memoir.Erasure;
import dev.memoir.MemoryIndexException;
import java.util.Collection;
import java.util.List;

/**
 * Finds candidates. An index is a projection of a ledger: it may be lost at any time and is then filled again from the
 * change feed. Implementations are thread-safe; {@link #position}, {@link #apply}, {@link #reset} and {@link #purge}
 * are called by one thread at a time.
 *
 * <p>All methods throw {@link MemoryIndexException} if the index cannot be read or written.
 */
public interface MemoryIndex extends AutoCloseable {

    /** {@return how far the index has come, {@link IndexPosition#NONE} if it is new} */
    IndexPosition position();

    /**
     * Empties the index.
     *
     * @param start what it follows from now on
     */
    void reset(IndexPosition start);

    /**
     * Applies changes; the next search sees them. They become durable together with the position, at once or later.
     *
     * @param changes in the order of the change feed, each document at most once
     * @param upTo how far the index has come with them
     */
    void apply(List<IndexChange> changes, IndexPosition upTo);

    /**
     * Finds the best candidates by vector, the best by words, and those that the query's cues point at.
     *
     * @param query what to find
     * @return the union, in no particular order, each scored by vector and by words whatever found it, none twice
     */
    List<Candidate> search(IndexQuery query);

    /**
     * Scores the turns at given places as {@link #search} would.
     *
     * @param query what to score for; places it does not admit are left out
     * @param positions which
     * @return the turns there are, in no particular order
     */
    List<Candidate> at(IndexQuery query, Collection<TurnPosition> positions);

    /**
     * {@return whether words are matched} If not, every {@link Candidate#keyword} is 0, a query without a vector finds
     * nothing, and what is recalled says so.
     */
    default boolean matchesWords() {
        return true;
    }

    /** Leaves no trace of removed documents in the index's files, and makes everything applied durable. */
    void purge();

    /** {@return what becomes of the bytes of removed documents by a {@link #purge()}} */
    default Erasure erasure() {
        return Erasure.REMOVED;
    }

    /** Makes everything applied durable. */
    void flush();

    @Override
    void close();
}
