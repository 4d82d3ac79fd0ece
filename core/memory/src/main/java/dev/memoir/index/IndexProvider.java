// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.inspection.IndexInspection;
import java.nio.file.Path;

/** Locates the index of a memory that is given a directory and no index. Found with {@link java.util.ServiceLoader}. */
public interface IndexProvider {

    /**
     * {@return the location of a directory's index} Nothing is read or written yet.
     *
     * @param directory an existing directory that no other process uses
     */
    IndexLocation locate(Path directory);

    /**
     * Inspects the index of a directory without changing any file of it. Another process may have it open.
     *
     * @param directory an existing directory
     * @return what was found; by default that this kind of index cannot be inspected
     */
    default IndexInspection inspect(Path directory) {
        return IndexInspection.unsupported();
    }
}
