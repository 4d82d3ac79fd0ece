// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * The memories before and after a {@link Memory}: a fact that changes is superseded by another memory.
 *
 * @param supersedes the id of the memory that it replaced, or null
 * @param supersededBy the id of the memory that replaced it, or null
 */
public record Lineage(@Nullable String supersedes, @Nullable String supersededBy) {}
