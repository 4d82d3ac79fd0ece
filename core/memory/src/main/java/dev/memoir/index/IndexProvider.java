// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import java.nio.file.Path;

/** Locates the index of a memory that is given a directory and no index. Found with {@link java.util.ServiceLoader}. */
public interface IndexProvider {

    /**
     * {@return the location of a directory's index} Nothing is read or written yet.
     *
     * @param directory an existing directory that no other process uses
     */
    IndexLocation locate(Path directory);
}
