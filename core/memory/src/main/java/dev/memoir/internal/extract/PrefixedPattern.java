// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern for secrets, with the words that its matches can begin with.
 *
 * @param pattern the pattern
 * @param prefixes the words, case-insensitive; empty if a match may begin with anything
 * @param groups the groups, one of which captures the secret; empty if the whole match is secret
 */
record PrefixedPattern(Pattern pattern, Set<String> prefixes, List<String> groups) {

    /** {@return the index at which the secret of a match begins} */
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
