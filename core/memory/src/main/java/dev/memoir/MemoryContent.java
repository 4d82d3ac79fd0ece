// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Memory} says.
 *
 * @param kind the kind of memory
 * @param text the text
 * @param subject who or what it is about, or null if unknown
 * @param entities the names that it mentions, as they were said
 * @param metadata the application's metadata
 */
public record MemoryContent(
        MemoryKind kind, String text, @Nullable String subject, List<String> entities, Metadata metadata) {

    /** Copies the names. */
    public MemoryContent {
        entities = List.copyOf(entities);
    }
}
