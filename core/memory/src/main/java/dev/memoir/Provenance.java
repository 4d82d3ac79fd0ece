// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * Where a {@link Memory} comes from. {@link Learning#sources} lists the turns.
 *
 * @param attributedTo the speaker it is attributed to, or null if unknown
 * @param origin the origin of the turns it was extracted from; of several the least trusted
 * @param extractor the name and version of the extractor that extracted it from turns, or null if it was stored
 *     verbatim
 */
public record Provenance(
        @Nullable String attributedTo,
        Origin origin,
        @Nullable String extractor) {}
