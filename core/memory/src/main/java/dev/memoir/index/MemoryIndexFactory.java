// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.MemoryIndexException;

/** Opens the index of a memory, once its embedder and thus the dimension of its vectors is known. */
@FunctionalInterface
public interface MemoryIndexFactory {

    /**
     * {@return the index, which the memory closes}
     *
     * @param dimension the dimension of the vectors
     * @throws MemoryIndexException if it cannot be opened, or lacks something a memory needs
     */
    MemoryIndex open(int dimension);
}
