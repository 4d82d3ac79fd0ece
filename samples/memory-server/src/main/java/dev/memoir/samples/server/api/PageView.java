// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param items the items
 * @param next the value of {@code after} for the next page; null on the last page
 * @param <T> the type of the items
 */
record PageView<T>(List<T> items, @Nullable String next) {

    static <S, T> PageView<T> of(Page<S> page, Function<? super S, ? extends T> view) {
        return new PageView<>(page.items().stream().<T>map(view).toList(), page.next());
    }
}
