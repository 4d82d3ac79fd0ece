package dev.memoir.extract;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of secrets whose matches all begin with one of some words.
 *
 * @param pattern the pattern
 * @param prefixes the words, whose case does not matter; none if a match may begin with anything
 * @param groups the groups of which one holds the secret; none if all of a match is secret
 */
record PrefixedPattern(Pattern pattern, Set<String> prefixes, List<String> groups) {

    /** {@return where in a text the secret of a match begins} */
    int start(Matcher match) {
        return groups.isEmpty() ? match.start() : match.start(group(match));
    }

    /** {@return the secret of a match} */
    String secret(Matcher match) {
        return groups.isEmpty() ? match.group() : match.group(group(match));
    }

    private String group(Matcher match) {
        return groups.stream()
                .filter(group -> match.group(group) != null)
                .findFirst()
                .orElseThrow();
    }
}
