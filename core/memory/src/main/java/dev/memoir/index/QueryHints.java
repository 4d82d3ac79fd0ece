// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.StorableText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hints in a question beyond its words and meaning. They find more candidates and exclude none.
 *
 * @param entities the keys of names that the question refers to without naming them; matching one counts like matching
 *     a word
 * @param windows the times that the question refers to
 */
public record QueryHints(Set<String> entities, List<TimeWindow> windows) {

    /** No hints. */
    public static final QueryHints NONE = new QueryHints(Set.of(), List.of());

    /** Copies the keys, made {@linkplain StorableText storable}, and the times. */
    public QueryHints {
        entities = entities.stream().map(StorableText::of).collect(Collectors.toUnmodifiableSet());
        windows = List.copyOf(windows);
    }
}
