// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.MemoryIndexException;

/**
 * The location of a memory's own index, which can build a replacement next to it. Used by one thread at a time.
 *
 * <p>All methods throw {@link MemoryIndexException} if the location cannot be read or written.
 */
public interface IndexLocation {

    /**
     * {@return the index in use, a new one if there is none}
     *
     * @param dimension the dimension of its vectors
     */
    MemoryIndex open(int dimension);

    /**
     * {@return a new and empty index next to the one in use}
     *
     * @param dimension the dimension of its vectors
     */
    MemoryIndex openNext(int dimension);

    /** Replaces the index in use by the one opened with {@link #openNext}, atomically. */
    void adopt();

    /** Deletes indexes that are not in use; they are closed. */
    void deleteUnused();
}
