// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing, in the order in which items were recorded.
 *
 * @param items the items of the page
 * @param next the position at which the next page starts, for {@link ListRequest.Builder#after(String)}; null on the
 *     last page
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
