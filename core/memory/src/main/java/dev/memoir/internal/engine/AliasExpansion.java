// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.entity.NameMatcher;
import dev.memoir.index.QueryHints;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Expands the names in a query by the other names of the same entities: a query about "my sister" is also about Ana, if
 * that is her name. Names that the query contains itself are found by its words.
 */
final class AliasExpansion {

    private AliasExpansion() {}

    /** {@return the keys of names that the query does not contain, for {@link QueryHints#entities()}} */
    static Set<String> of(Set<String> named, NameMatcher question) {
        if (named.isEmpty()) {
            return named;
        }
        Set<String> said = question.words();
        return named.stream()
                .filter(key -> !said.containsAll(NameMatcher.words(key)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
