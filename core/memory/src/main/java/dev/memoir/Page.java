package dev.memoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, in the order in which things were recorded.
 *
 * @param items what is on it
 * @param next where the next page starts, for {@link ListRequest.Builder#after(String)}; null on the last page
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
