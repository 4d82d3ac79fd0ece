package dev.memoir.recall;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text, sentence by sentence, without case, white space, quotation marks and the punctuation around words.
 *
 * <p>Two things recalled are told once if one has all whole sentences of the other, word for word. Less than that cannot be
 * decided without knowing the language: a word more may be a "not", another number or name, and cosines do not tell (see the
 * measurements at {@code dev.memoir.resolve.DuplicateDetector}).
 *
 * <p>Most texts have nothing in common, which a look at their letters tells: only of those that might are the sentences made.
 * Confined to one packing.
 */
final class TextFingerprint {

    /** "Yes." and "Thank you!" answer what stands before them: each is its own. */
    private static final int SHORT = 12;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?\u2026])\\s+|(?<=[\u3002\uFF01\uFF1F])|\\R");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u00AD]");

    /** A question is not its answer, "5 %" is not 5, "C++" is not C: only what never makes a difference goes. */
    private static final Pattern NO_WORD = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[-.,;:!\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB()\u2026\u3002\uFF01]+(?![\\p{N}])"
                    + "|[.,;:!\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB()\u2026\u3002\uFF01]+(?![\\p{L}\\p{N}])|[\\s\\p{Z}|]+");

    /** Of 64 bits each; a power of two. */
    private static final int SETS = 4;

    /** Beyond ASCII, but no letters, nor ever read as such: keyboards make them of themselves. */
    private static final String PUNCTUATION = "\u2018\u2019\u201C\u201D\u2013\u2014\u2026";

    private final String text;

    /**
     * A bit for each word, some words to a bit: what has a bit more than another does not stand in it. A turn has some thirty
     * words, which would set a good part of 64 bits.
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

    /** {@return the sentences, each between bars} */
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
        return mayStandIn(other)
                && other.mayStandIn(this)
                && sentences().length() > SHORT
                && sentences().equals(other.sentences());
    }

    /** {@return whether all its sentences stand in another text, together} */
    boolean within(TextFingerprint other) {
        return mayStandIn(other)
                && sentences().length() > SHORT
                && other.sentences().contains(sentences());
    }

    /** Letters beyond ASCII may be written in several ways: there the sentences have to tell. */
    private boolean mayStandIn(TextFingerprint other) {
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
