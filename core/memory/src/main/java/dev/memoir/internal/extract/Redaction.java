// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Redactor;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Redacts the secrets of one text, pattern by pattern. Not thread-safe. */
final class Redaction {

    /** Punctuation that ends a sentence after a secret is not part of the secret. */
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?)]+$");

    private final PrefixScanner scanner;
    private String text;
    private PrefixScanner.@Nullable Starts starts;

    /**
     * @param scanner the scanner of the patterns with prefixes
     * @param text the text
     */
    Redaction(PrefixScanner scanner, String text) {
        this.scanner = scanner;
        this.text = text;
    }

    /** {@return the text in its current state} */
    String text() {
        return text;
    }

    /** Redacts everything that a pattern matches. */
    void apply(PrefixedPattern pattern) {
        apply(pattern, match -> true);
    }

    /**
     * Redacts the matches of a pattern that are secrets.
     *
     * @param pattern the pattern
     * @param secret decides whether a match is a secret
     */
    void apply(PrefixedPattern pattern, Predicate<Matcher> secret) {
        Matcher matcher = pattern.pattern().matcher(text);
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        int kept = 0;
        while (find(pattern, matcher, from)) {
            if (secret.test(matcher)) {
                redacted.append(text, kept, pattern.start(matcher)).append(Redactor.MARK);
                kept = pattern.start(matcher) + length(pattern, matcher);
            }
            from = matcher.end();
        }
        if (kept > 0) {
            text = redacted.append(text, kept, text.length()).toString();
            starts = null;
        }
    }

    private static int length(PrefixedPattern pattern, Matcher match) {
        String secret = pattern.secret(match);
        return pattern.groups().isEmpty()
                ? secret.length()
                : END_OF_SENTENCE.matcher(secret).replaceFirst("").length();
    }

    /** Continues after the previous match, as {@link Matcher#find()} does, but only where a match may begin. */
    private boolean find(PrefixedPattern pattern, Matcher matcher, int from) {
        if (pattern.prefixes().isEmpty()) {
            return matcher.find();
        }
        if (starts == null) {
            starts = scanner.scan(text);
        }
        for (int at = starts.next(pattern, from); at >= 0; at = starts.next(pattern, at + 1)) {
            if (matcher.region(at, text.length())
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false)
                    .lookingAt()) {
                return true;
            }
        }
        return false;
    }
}
