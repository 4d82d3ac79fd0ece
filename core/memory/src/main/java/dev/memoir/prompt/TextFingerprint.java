// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text, sentence by sentence, without case, white space, quotation marks and punctuation around words.
 *
 * <p>Two items count as repeated if one contains all whole sentences of the other, word for word. Anything less cannot
 * be decided without knowing the language: an additional word may be a "not", or another number or name, and cosines do
 * not distinguish them (see the measurements at {@code dev.memoir.internal.resolve.DuplicateDetector}).
 *
 * <p>Most texts have nothing in common, which a hash of their words reveals: sentences are only built for texts that
 * may match. Confined to one packing.
 */
final class TextFingerprint {

    /** The length up to which texts are never merged: "Yes." and "Thank you!" depend on the preceding turn. */
    private static final int SHORT = 12;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?\u2026])\\s+|(?<=[\u3002\uFF01\uFF1F])|\\R");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u00AD]");

    /**
     * Only punctuation that never makes a difference is removed: a question is not its answer, "5 %" is not 5, "C++" is
     * not C.
     */
    private static final Pattern NO_WORD = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[-.,;:!\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB()\u2026\u3002\uFF01]+(?![\\p{N}])"
                    + "|[.,;:!\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB()\u2026\u3002\uFF01]+(?![\\p{L}\\p{N}])"
                    + "|[\\s\\p{Z}|]+");

    /** The number of 64-bit sets, a power of two. */
    private static final int SETS = 4;

    /** Typographic punctuation beyond ASCII that keyboards insert and that never reads as letters. */
    private static final String PUNCTUATION = "\u2018\u2019\u201C\u201D\u2013\u2014\u2026";

    private final String text;

    /**
     * A Bloom filter with one bit per word: a text with a bit that another lacks is not contained in it. A turn has
     * about 30 words, which would set many of 64 bits.
     */
    private final long[] words = new long[SETS];

    private final boolean plain;
    private @Nullable String sentences;

    private TextFingerprint(String text) {
        this.text = text;
        int hash = 0;
        boolean known = true;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            known &= c < 0x80 || PUNCTUATION.indexOf(c) >= 0;
            if (Character.isLetterOrDigit(c)) {
                hash = 31 * hash + (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
            } else if (hash != 0) {
                mark(hash);
                hash = 0;
            }
        }
        if (hash != 0) {
            mark(hash);
        }
        plain = known;
    }

    private void mark(int word) {
        int mixed = word * 0x9E3779B9;
        words[mixed & (SETS - 1)] |= 1L << (mixed >>> 26);
    }

    static TextFingerprint of(String text) {
        return new TextFingerprint(text);
    }

    /** {@return the sentences, separated by bars} */
    String sentences() {
        if (sentences == null) {
            sentences = sentences(text);
        }
        return sentences;
    }

    private static String sentences(String text) {
        StringBuilder sentences = new StringBuilder("|");
        for (String sentence : SENTENCE_END.split(text, -1)) {
            String folded = INVISIBLE
                    .matcher(
                            Normalizer.normalize(sentence, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                    .replaceAll("");
            String words = NO_WORD.matcher(folded).replaceAll(" ").strip().replaceAll(" +", " ");
            if (!words.isEmpty()) {
                sentences.append(words).append('|');
            }
        }
        return sentences.toString();
    }

    boolean same(TextFingerprint other) {
        return mayBeContainedIn(other)
                && other.mayBeContainedIn(this)
                && sentences().length() > SHORT
                && sentences().equals(other.sentences());
    }

    /** {@return whether another text contains all its sentences, in sequence} */
    boolean within(TextFingerprint other) {
        return mayBeContainedIn(other)
                && sentences().length() > SHORT
                && other.sentences().contains(sentences());
    }

    /**
     * Returns false if a word of this text is missing in the other. Letters beyond ASCII have several encodings, so for
     * them only the sentences decide.
     */
    private boolean mayBeContainedIn(TextFingerprint other) {
        if (!plain || !other.plain) {
            return true;
        }
        for (int set = 0; set < SETS; set++) {
            if ((words[set] & ~other.words[set]) != 0) {
                return false;
            }
        }
        return true;
    }
}
