// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import java.util.List;
import java.util.function.Function;

/**
 * A whole list.
 *
 * @param items the items
 * @param <T> the type of the items
 */
record ListView<T>(List<T> items) {

    static <S, T> ListView<T> of(List<S> items, Function<? super S, ? extends T> view) {
        return new ListView<>(items.stream().<T>map(view).toList());
    }
}
