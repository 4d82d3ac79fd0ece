package dev.memoir.engine;

import dev.memoir.index.QueryHints;
import dev.memoir.resolve.NameMatcher;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What those whom a question names are called otherwise: who asks about "my sister" asks about Ana, if that is her name. What
 * the question says itself its words find.
 */
final class AliasExpansion {

    private AliasExpansion() {}

    /** {@return those of the keys of names that the question does not say, for {@link QueryHints#entities()}} */
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
