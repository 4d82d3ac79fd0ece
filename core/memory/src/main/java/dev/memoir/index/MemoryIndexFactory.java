// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.MemoryIndexException;
import dev.memoir.inspection.IndexInspection;
import java.util.OptionalInt;

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

    /**
     * Inspects the index without opening or changing it.
     *
     * @param dimension the dimension of the configured embedder's vectors; empty if it cannot be loaded
     * @return what was found; by default that this kind of index cannot be inspected
     */
    default IndexInspection inspect(OptionalInt dimension) {
        return IndexInspection.unsupported();
    }
}
