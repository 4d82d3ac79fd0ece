package dev.memoir.index;

import dev.memoir.MemoryIndexException;

/**
 * Where a memory keeps an index of its own, and builds another beside it. Used by one thread at a time.
 *
 * <p>All methods throw {@link MemoryIndexException} if the place cannot be read or written.
 */
public interface IndexLocation {

    /**
     * {@return the index that is in use, new if there is none}
     *
     * @param dimension of its vectors
     */
    MemoryIndex open(int dimension);

    /**
     * {@return a new and empty index beside it}
     *
     * @param dimension of its vectors
     */
    MemoryIndex beside(int dimension);

    /** Makes the one that was opened {@linkplain #beside beside} the one to be opened from now on, in one step. */
    void adopt();

    /** Deletes what is not in use; the indexes there are closed. */
    void tidy();
}
